using System.Runtime.CompilerServices;
using SageTasks.Storage;

namespace SageTasks.TransferStorm.Sizes;

/// <summary>Objects of any size and number whose bytes nobody has to store: those of a block, over and over, or where there is none whatever is
/// in the reader's buffer.</summary>
internal sealed class EndlessSource(long size, long count, ReadOnlyMemory<byte> block = default) : IObjectSource
{
    public IReadOnlyList<string> Schemes { get; } = [LocationScheme.S3];

    public StoreCapabilities Capabilities { get; } = new() { RangedRead = true, PinnedRead = true, List = true };

    public Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken = default) => Task.FromResult<ObjectInfo?>(Describe(location));

    public Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken = default)
    {
        var length = range.Length ?? size - range.Offset;
        return Task.FromResult(new ObjectBody(new EndlessStream(length, block), Describe(location).Version) { Offset = range.Offset, Length = length, IsRange = true });
    }

    public async IAsyncEnumerable<ObjectInfo> ListAsync(Location prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        for (long number = 0; number < count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Describe(Location.Parse($"{prefix.Address}{number:D9}.fastq.gz"));
        }
    }

    private ObjectInfo Describe(Location location) => new() { Location = location, Version = new ObjectVersion { Size = size, Tag = "\"one\"" } };

    private sealed class EndlessStream(long length, ReadOnlyMemory<byte> block) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, _left);
            if (block.Length > 0)
            {
                count = Math.Min(count, block.Length);
                block.Span[..count].CopyTo(buffer);
            }

            _left -= count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
