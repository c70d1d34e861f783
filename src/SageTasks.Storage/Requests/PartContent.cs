using System.Buffers;
using System.Net;
using System.Runtime.ExceptionServices;

namespace SageTasks.Storage;

/// <summary>The bytes of a part, hashed while they are sent: some services ask for the MD5 of a part only afterwards, so that a large part is read
/// once.</summary>
internal sealed class PartContent(ObjectContent content, TimeSpan stallTimeout, TimeProvider time)
{
    private const int ChunkSize = 256 * 1024;

    private volatile Exception? _failure;
    private volatile Digest? _md5;

    /// <summary>The MD5 of the bytes that went through last.</summary>
    public Digest Md5 => _md5 ?? throw new InvalidOperationException("Nothing was sent yet.");

    /// <summary>A new body for one attempt.</summary>
    public HttpContent Create()
    {
        ThrowIfUnreadable();
        return new Body(this);
    }

    /// <summary>A source that can't be read shows up as a broken request; the caller needs the cause.</summary>
    public void ThrowIfUnreadable()
    {
        if (_failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private async Task SendAsync(Stream target, CancellationToken cancellationToken)
    {
        using var watch = new StallWatch(stallTimeout, time, cancellationToken);
        using var computer = new DigestComputer([DigestAlgorithm.Md5]);
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        var source = await ReadAsync(content.OpenAsync, cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            long sent = 0;
            for (int count; (count = await ReadAsync(token => source.ReadAsync(chunk, token), cancellationToken).ConfigureAwait(false)) > 0; sent += count)
            {
                var bytes = chunk.AsMemory(0, count);
                computer.Append(bytes.Span);
                await watch.RunAsync(token => target.WriteAsync(bytes, token)).ConfigureAwait(false);
            }

            if (sent != content.Length)
            {
                _failure = new TransferException($"{content.Length} bytes were announced, but {sent} came.");
                throw _failure;
            }
        }

        _md5 = computer.Finish()[0];
        ArrayPool<byte>.Shared.Return(chunk);
    }

    private async ValueTask<T> ReadAsync<T>(Func<CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await read(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            _failure = e;
            throw;
        }
    }

    private sealed class Body : HttpContent
    {
        private readonly PartContent _part;
        private readonly long _length;

        public Body(PartContent part)
        {
            _part = part;
            _length = part.Length;
            Headers.ContentLength = _length;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            _part.SendAsync(stream, cancellationToken);

        protected override bool TryComputeLength(out long length)
        {
            length = _length;
            return true;
        }
    }

    private long Length => content.Length;
}
