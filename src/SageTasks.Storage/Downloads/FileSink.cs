namespace SageTasks.Storage;

/// <summary>A partial file as the sink of a transfer: bytes are on the disk as soon as they come.</summary>
internal sealed class FileSink(PartialFile partial, PartChecksums checksums, TransferMeter meter) : IPartSink
{
    public bool IsJournaled => partial.IsJournaled;

    public async ValueTask WriteAsync(long offset, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await partial.WriteAsync(offset, bytes, cancellationToken).ConfigureAwait(false);
        meter.Add(bytes.Length);
    }

    public ValueTask CloseAsync(PartTask part, ReadOnlyMemory<byte> bytes, PartChecksum checksum, CancellationToken cancellationToken)
    {
        checksums.Add(part.Number, checksum, bytes.Length);
        partial.MarkDone(part.Number, checksum);
        return ValueTask.CompletedTask;
    }
}
