using Microsoft.Extensions.Logging;

namespace SageTasks.Storage;

/// <summary>
/// The digests that a store is told before the first byte: those that are known and that it checks or has to have. What it has to have and
/// nobody states takes a reading of the whole source, once for a version of it: the record of the upload keeps what that gave.
/// </summary>
internal sealed class Announcement(CopyJob job, TransferOptions options, TimeProvider time, ILogger logger)
{
    /// <param name="journal">The record of the upload; null where none is kept.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DigestMismatchException">The source was read before, and is not what is expected now.</exception>
    public async Task<CopyJob> MakeAsync(UploadJournal? journal, CancellationToken cancellationToken)
    {
        var can = job.To.Capabilities;
        IReadOnlyList<Digest> known =
            [.. job.Expected.Where(digest => can.CheckedDigests.Concat(can.RequiredDigests).Contains(digest.Algorithm)).DistinctBy(digest => digest.Algorithm)];
        var missing = can.RequiredDigests.Where(algorithm => !known.Any(digest => digest.Algorithm == algorithm)).ToList();
        var recorded = journal?.Current?.Header is { } header && header.IsOf(job) ? header.Computed : [];
        DigestCheck.ThrowIfDifferent(job.Source.Location.ToString(), job.Expected, recorded);
        if (missing.Count == 0 || job.Size <= options.PartSize)
        {
            return With(known, recorded);
        }

        if (missing.All(algorithm => recorded.Any(digest => digest.Algorithm == algorithm)))
        {
            return With([.. known, .. recorded.Where(digest => missing.Contains(digest.Algorithm))], recorded);
        }

        var computed = await new SourceDigest(job, options, time, logger).ComputeAsync(missing, cancellationToken).ConfigureAwait(false);
        var ready = With([.. known, .. computed], computed);

        // The record of an upload that is under way stays until that is given up.
        if (job.Source.Version.IsStrong && journal is { Current: null or { Header.Upload: null } })
        {
            journal.Start(JournalHeader.Of(ready, options.PartSize));
        }

        return ready;
    }

    private CopyJob With(IReadOnlyList<Digest> announced, IReadOnlyList<Digest> computed) =>
        job with { Put = job.Put with { Digests = announced }, Computed = computed };
}
