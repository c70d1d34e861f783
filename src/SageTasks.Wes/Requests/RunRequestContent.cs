using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace SageTasks.Wes;

/// <summary>A run request as <c>multipart/form-data</c>, written by hand: servers tell a field from a file by the <c>filename</c>, which .NET's own
/// content would quote and encode otherwise than they read it.</summary>
internal sealed class RunRequestContent : HttpContent
{
    private readonly List<(byte[] Head, byte[]? Bytes, string? File, long Length)> _parts = [];
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

    private static async Task CopyAsync(string path, long length, Stream to, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (file.ConfigureAwait(false))
        {
            if (file.Length != length)
            {
                throw new IOException(string.Create(CultureInfo.InvariantCulture, $"{path} has {file.Length} bytes now, and had {length} when the request began."));
            }

            await file.CopyToAsync(to, cancellationToken).ConfigureAwait(false);
        }
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
        var bytes = attachment.Text is { } text ? Encoding.UTF8.GetBytes(text) : null;
        var length = bytes?.Length ?? new FileInfo(attachment.Path!).Length;
        _parts.Add((Head($"name=\"workflow_attachment\"; filename=\"{attachment.Name}\"", "application/octet-stream"), bytes, attachment.Path, length));
    }

    private byte[] Head(string names, string? type) =>
        Encoding.UTF8.GetBytes($"--{_boundary}\r\nContent-Disposition: form-data; {names}\r\n{(type is null ? "" : $"Content-Type: {type}\r\n")}\r\n");
}
