using System.Net;

namespace SageTasks.Storage.Gcs;

/// <summary>The body of a request that sends a stretch. It fails when the other side takes nothing for a while.</summary>
internal sealed class SliceBody : HttpContent
{
    private readonly ContentSlice _slice;
    private readonly TimeSpan _stallTimeout;
    private readonly TimeProvider _time;

    public SliceBody(ContentSlice slice, TimeSpan stallTimeout, TimeProvider time)
    {
        (_slice, _stallTimeout, _time) = (slice, stallTimeout, time);
        Headers.ContentLength = slice.Length;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var watch = new StallWatch(_stallTimeout, _time, cancellationToken);
        await _slice.CopyToAsync(block => watch.RunAsync(token => stream.WriteAsync(block, token)), cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _slice.Length;
        return true;
    }
}
