using System.Net;

namespace SageTasks.Storage;

/// <summary>The body of a request that sends one part. It fails when the other side takes nothing for a while.</summary>
internal sealed class FilePartContent : HttpContent
{
    private readonly FilePart _part;
    private readonly TimeSpan _stallTimeout;
    private readonly TimeProvider _time;

    public FilePartContent(FilePart part, TimeSpan stallTimeout, TimeProvider time)
    {
        _part = part;
        _stallTimeout = stallTimeout;
        _time = time;
        Headers.ContentLength = part.Length;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var watch = new StallWatch(_stallTimeout, _time, cancellationToken);
        await _part.CopyToAsync(chunk => watch.RunAsync(token => stream.WriteAsync(chunk, token)), cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _part.Length;
        return true;
    }
}
