using System.Collections.Concurrent;

namespace SageTasks.Storage;

/// <summary>A multipart upload as the sink of a transfer: a part is sent when it is whole.</summary>
internal sealed class StoreSink(IMultipartStore store, ObjectUpload upload, TransferJournal journal, TransferMeter meter, int firstInOrder) : IPartSink
{
    private readonly ConcurrentDictionary<int, (UploadedPart Part, uint Crc)> _done = [];
    private readonly PartOrder? _order = store.Capabilities.Multipart == MultipartSupport.Sequential ? new PartOrder(firstInOrder) : null;

    public bool IsJournaled => true;

    /// <summary>All parts that the store holds, by number, and the CRC32C of each.</summary>
    public IReadOnlyList<(UploadedPart Part, uint Crc)> Done => [.. _done.Values.OrderBy(done => done.Part.Number)];

    /// <summary>The CRC32C of the whole, put together from the parts.</summary>
    public Digest WholeCrc() => Digest.FromBytes(
        DigestAlgorithm.Crc32C, Crc32C.ToBytes(Done.Aggregate(0u, (whole, part) => Crc32C.Combine(whole, part.Crc, part.Part.Size))));

    /// <summary>Counts a part that an earlier attempt has sent.</summary>
    public void Resume(UploadedPart part, uint crc)
    {
        _done[part.Number] = (part, crc);
        meter.Resume(part.Size);
    }

    public ValueTask WriteAsync(long offset, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask CloseAsync(PartTask part, ReadOnlyMemory<byte> bytes, uint crc, CancellationToken cancellationToken)
    {
        var content = ObjectContent.Of(bytes, [Digest.FromBytes(DigestAlgorithm.Crc32C, Crc32C.ToBytes(crc))]);
        await SendAsync(part.Number, content, () => crc, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a part, whose checksum is known when it is through.</summary>
    public async Task SendAsync(int part, ObjectContent content, Func<uint> crc, CancellationToken cancellationToken)
    {
        if (_order is not null)
        {
            await _order.WaitAsync(part, cancellationToken).ConfigureAwait(false);
        }

        var sent = await store.PutPartAsync(upload, part + 1, content, cancellationToken).ConfigureAwait(false);
        _done[sent.Number] = (sent, crc());
        journal.MarkDone(part, crc());
        _order?.Next();
        meter.Add(content.Length);
    }
}
