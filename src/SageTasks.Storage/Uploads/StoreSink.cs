using System.Collections.Concurrent;

namespace SageTasks.Storage;

/// <summary>A multipart upload as the sink of a transfer: a part is sent when it is whole.</summary>
internal sealed class StoreSink(IMultipartStore store, ObjectUpload upload, TransferJournal journal, TransferMeter meter, int firstInOrder) : IPartSink
{
    private readonly ConcurrentDictionary<int, UploadedPart> _done = [];
    private readonly PartChecksums _checksums = new(new PartChecksum(0, journal.KeepsCrc64 ? 0ul : null));
    private readonly PartOrder? _order = store.Capabilities.Multipart == MultipartSupport.Sequential ? new PartOrder(firstInOrder) : null;

    public bool IsJournaled => true;

    /// <summary>All parts that the store holds, by number.</summary>
    public IReadOnlyList<UploadedPart> Done => [.. _done.Values.OrderBy(part => part.Number)];

    /// <summary>The checksum of no bytes, of the kinds that the journal keeps of each part.</summary>
    public PartChecksum Start => _checksums.Start;

    /// <summary>The digests of the whole that are put together from the parts.</summary>
    public IReadOnlyList<Digest> Combined() => _checksums.Whole();

    /// <summary>Counts a part that an earlier attempt has sent.</summary>
    public void Resume(UploadedPart part, PartChecksum checksum)
    {
        Add(part, checksum);
        meter.Resume(part.Size);
    }

    public ValueTask WriteAsync(long offset, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask CloseAsync(PartTask part, ReadOnlyMemory<byte> bytes, PartChecksum checksum, CancellationToken cancellationToken)
    {
        var content = ObjectContent.Of(bytes, checksum.Digests);
        await SendAsync(part.Number, content, () => checksum, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a part, whose checksum is known when it is through.</summary>
    public async Task SendAsync(int part, ObjectContent content, Func<PartChecksum> checksum, CancellationToken cancellationToken)
    {
        if (_order is not null)
        {
            await _order.WaitAsync(part, cancellationToken).ConfigureAwait(false);
        }

        var sent = await store.PutPartAsync(upload, part + 1, content, cancellationToken).ConfigureAwait(false);
        Add(sent, checksum());
        journal.MarkDone(part, checksum());
        _order?.Next();
        meter.Add(content.Length);
    }

    private void Add(UploadedPart part, PartChecksum checksum)
    {
        _done[part.Number] = part;
        _checksums.Add(part.Number, checksum, part.Size);
    }
}
