using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SageTasks.Wes;

/// <summary>A run request as <c>multipart/form-data</c>, written by hand: servers tell a field from a file by the <c>filename</c>, which .NET's own
/// content would quote and encode otherwise than they read it.</summary>
internal sealed class RunRequestContent : HttpContent
{
    private const int BufferSize = 64 * 1024;

    private readonly List<(byte[] Head, byte[]? Bytes, WesAttachment? File, long Length)> _parts = [];
    private readonly string _boundary = $"sagetasks-{Guid.NewGuid():N}";
    private readonly byte[] _end;

    /// <exception cref="IOException">An attached file cannot be read.</exception>
    public RunRequestContent(WesRunRequest request)
    {
        AddText("workflow_params", (request.Parameters ?? []).ToJsonString());
        AddText("workflow_type", request.WorkflowType);
        AddText("workflow_type_version", request.WorkflowTypeVersion);
        AddText("workflow_url", request.WorkflowUrl);
        AddText("workflow_engine", request.WorkflowEngine ?? request.Chosen?.WorkflowEngine);
        AddText("workflow_engine_version", request.WorkflowEngineVersion);
        AddTexts("workflow_engine_parameters", request.EngineParameters);
        AddTexts("tags", request.Tags);
        foreach (var attachment in request.Attachments)
        {
            AddFile(attachment);
        }

        _end = Encoding.UTF8.GetBytes($"--{_boundary}--\r\n");
        Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={_boundary}");
    }

    /// <summary>Why the sending was stopped here before the request was whole; null where it was not.</summary>
    public string? BrokenOff { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        foreach (var (head, bytes, file, length) in _parts)
        {
            await stream.WriteAsync(head, cancellationToken).ConfigureAwait(false);
            if (bytes is not null)
            {
                await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await CopyAsync(file!, length, stream, cancellationToken).ConfigureAwait(false);
            }

            await stream.WriteAsync("\r\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        }

        await stream.WriteAsync(_end, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _end.Length + _parts.Sum(part => part.Head.Length + part.Length + 2);
        return true;
    }

    /// <summary>Sends a file, and holds what was sent against what is known of the file: where it is another, the request breaks off before its end.</summary>
    private async Task CopyAsync(WesAttachment attachment, long length, Stream to, CancellationToken cancellationToken)
    {
        using var hash = attachment.Sha256 is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        var file = Open(attachment);
        try
        {
            var left = length;
            while (await ReadAsync(attachment, file, buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
            {
                left -= count;
                hash?.AppendData(buffer.AsSpan(0, count));
                if (left < 0)
                {
                    throw Broken(attachment, "has grown since the request began");
                }

                await to.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            }

            if (left > 0)
            {
                throw Broken(attachment, "has become shorter since the request began");
            }
        }
        finally
        {
            await file.DisposeAsync().ConfigureAwait(false);
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (hash is not null && !string.Equals(Convert.ToHexStringLower(hash.GetHashAndReset()), attachment.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw Broken(attachment, "was changed while it was sent");
        }
    }

    private FileStream Open(WesAttachment attachment)
    {
        try
        {
            return new FileStream(attachment.Path!, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw Broken(attachment, $"cannot be read: {unreadable.Message}");
        }
    }

    private async Task<int> ReadAsync(WesAttachment attachment, FileStream file, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await file.ReadAsync(buffer.AsMemory(0, BufferSize), cancellationToken).ConfigureAwait(false);
        }
        catch (IOException unreadable)
        {
            throw Broken(attachment, $"cannot be read: {unreadable.Message}");
        }
    }

    private IOException Broken(WesAttachment attachment, string what)
    {
        BrokenOff = $"The attachment '{attachment.Name}' {what}. The request broke off before its end, so that no run was started; plan the run anew.";
        return new IOException(BrokenOff);
    }

    private void AddTexts(string name, IReadOnlyDictionary<string, string> texts)
    {
        if (texts.Count > 0)
        {
            AddText(name, new JsonObject(texts.OrderBy(text => text.Key, StringComparer.Ordinal).Select(text => KeyValuePair.Create(text.Key, (JsonNode?)text.Value))).ToJsonString());
        }
    }

    private void AddText(string name, string? text)
    {
        if (text is not null)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            _parts.Add((Head($"name=\"{name}\"", type: null), bytes, null, bytes.Length));
        }
    }

    private void AddFile(WesAttachment attachment)
    {
        var bytes = attachment.ReadBytes();
        var length = bytes?.Length ?? new FileInfo(attachment.Path!).Length;
        _parts.Add((Head($"name=\"workflow_attachment\"; filename=\"{attachment.Name}\"", "application/octet-stream"), bytes, bytes is null ? attachment : null, length));
    }

    private byte[] Head(string names, string? type) =>
        Encoding.UTF8.GetBytes($"--{_boundary}\r\nContent-Disposition: form-data; {names}\r\n{(type is null ? "" : $"Content-Type: {type}\r\n")}\r\n");
}
