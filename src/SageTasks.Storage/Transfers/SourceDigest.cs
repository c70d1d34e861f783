using Microsoft.Extensions.Logging;

namespace SageTasks.Storage;

/// <summary>Reads a source once to hash it, for a store that wants to know a digest before it takes anything.</summary>
internal sealed class SourceDigest(CopyJob job, TransferOptions options, TimeProvider time, ILogger logger)
{
    public async Task<IReadOnlyList<Digest>> ComputeAsync(IReadOnlyCollection<DigestAlgorithm> algorithms, CancellationToken cancellationToken)
    {
        if (job.Source.Location.IsLocal)
        {
            var print = await FileDigest.ComputeAsync(job.Source.Location.LocalPath, algorithms, cancellationToken: cancellationToken).ConfigureAwait(false);
            return print.Digests;
        }

        var rounds = new TransferRounds(job.Source.Location.ToString(), options, time, logger);
        return await rounds.RunAsync(
            async (singleStream, token) =>
            {
                var policy = job.Policy(singleStream);
                var first = await job.TakeFirstAsync(!policy.SingleStream).ConfigureAwait(false);
                using var computer = new DigestComputer(algorithms);
                var transfer = new PartTransfer(job.Ranged, new Nowhere(), computer, options, time, logger) { Budget = job.Budget };
                await transfer.RunAsync(job.Source.Version, options.PartSize, policy, first, ResumedParts.None, token).ConfigureAwait(false);
                return computer.Finish();
            },
            _ => Task.CompletedTask,
            cancellationToken).ConfigureAwait(false);
    }

    private sealed class Nowhere : IPartSink
    {
        public bool IsJournaled => false;

        public ValueTask WriteAsync(long offset, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask CloseAsync(PartTask part, ReadOnlyMemory<byte> bytes, PartChecksum checksum, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
