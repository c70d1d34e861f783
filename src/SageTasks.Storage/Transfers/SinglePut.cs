using Microsoft.Extensions.Logging;

namespace SageTasks.Storage;

/// <summary>Copies a small object with one read and one write; its bytes are checked before anything is written.</summary>
internal sealed class SinglePut(CopyJob job, TransferOptions options, TimeProvider time, ILogger logger)
{
    public async Task<CopyOutcome> RunAsync(bool singleStream, CancellationToken cancellationToken)
    {
        var meter = new TransferMeter(job.Progress, time) { Total = job.Size };
        var sink = new WholeSink(job, options.FlushToDisk);
        if (job.Size == 0)
        {
            await sink.PutAsync(ReadOnlyMemory<byte>.Empty, cancellationToken).ConfigureAwait(false);
            meter.Finish();
            return new CopyOutcome(sink.Written!, sink.Digests, 0, 0);
        }

        var first = await job.TakeFirstAsync(fits: true).ConfigureAwait(false);
        using var computer = new DigestComputer([]);
        var transfer = new PartTransfer(job.Ranged, sink, computer, options, time, logger) { Budget = job.Budget };
        var moved = await transfer.RunAsync(
            job.Source.Version, checked((int)job.Size), job.Policy(singleStream), first, ResumedParts.None, cancellationToken).ConfigureAwait(false);
        meter.Add(job.Size);
        meter.Finish();
        return new CopyOutcome(sink.Written!, sink.Digests, moved, 0);
    }

    private sealed class WholeSink(CopyJob job, bool flush) : IPartSink
    {
        public bool IsJournaled => false;

        public ObjectInfo? Written { get; private set; }

        public IReadOnlyList<Digest> Digests { get; private set; } = [];

        public ValueTask WriteAsync(long offset, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public async ValueTask CloseAsync(PartTask part, ReadOnlyMemory<byte> bytes, PartChecksum checksum, CancellationToken cancellationToken) =>
            await PutAsync(bytes, cancellationToken).ConfigureAwait(false);

        public async Task PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            Digests = Compute(bytes.Span);
            DigestCheck.ThrowIfDifferent(job.Source.Location.ToString(), job.Expected, Digests);
            var content = ObjectContent.Of(bytes, Digests);
            Written = job.To is LocalFileStore
                ? await WriteFileAsync(content, cancellationToken).ConfigureAwait(false)
                : await WriteObjectAsync(content, cancellationToken).ConfigureAwait(false);
        }

        // The bytes are in memory and checked: no digest has to be computed again.
        private async Task<ObjectInfo> WriteFileAsync(ObjectContent content, CancellationToken cancellationToken)
        {
            var version = await DraftFile.WriteAsync(job.Destination, content, job.Put with { Digests = [] }, flush, cancellationToken).ConfigureAwait(false);
            return new ObjectInfo { Location = job.Destination, Version = version };
        }

        private async Task<ObjectInfo> WriteObjectAsync(ObjectContent content, CancellationToken cancellationToken)
        {
            var can = job.To.Capabilities;
            var checkable = Digests.Where(digest => can.CheckedDigests.Contains(digest.Algorithm) || can.RequiredDigests.Contains(digest.Algorithm)).ToList();
            await UnprovenCondition.CheckAsync(job, job.Put.Mode == PutMode.IfMatch ? can.ConditionalOverwrite : can.ConditionalCreate, cancellationToken).ConfigureAwait(false);
            return await job.To.PutAsync(job.Destination, content, job.Put with { Digests = checkable }, cancellationToken).ConfigureAwait(false);
        }

        private IReadOnlyList<Digest> Compute(ReadOnlySpan<byte> bytes)
        {
            using var computer = new DigestComputer(job.Algorithms);
            computer.Append(bytes);
            return computer.Finish();
        }
    }
}
