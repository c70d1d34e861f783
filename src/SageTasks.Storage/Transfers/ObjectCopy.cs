using Microsoft.Extensions.Logging;

namespace SageTasks.Storage;

/// <summary>Chooses the way that one object takes, and checks what arrived.</summary>
internal sealed class ObjectCopy(CopyJob job, TransferOptions options, TimeProvider time, ILogger logger)
{
    // A file of one part is fetched whole and written under a name of its own: there is nothing to go on with, so nothing has to be recorded.
    // Where another transfer to the same path has left or holds a record, that one decides.
    private readonly bool _isWrittenAtOnce = job.Source.Version.Size <= options.PartSize && job.Put.Mode != PutMode.IfMatch
        && job.Destination.IsLocal && job.To is LocalFileStore && !File.Exists(PartialNames.Journal(Path.GetFullPath(job.Destination.LocalPath)));

    /// <summary>Whether the bytes are counted by a download that runs within this copy.</summary>
    public bool IsDownload => job.Destination.IsLocal && !_isWrittenAtOnce;

    public async Task<TransferResult> RunAsync(CancellationToken cancellationToken)
    {
        if (await CopyInStoreAsync(cancellationToken).ConfigureAwait(false) is { } copied)
        {
            return copied;
        }

        if (IsDownload)
        {
            return await DownloadAsync(cancellationToken).ConfigureAwait(false);
        }

        if (job.Source.Version.Size is null)
        {
            throw new TransferException($"{job.Source.Location} does not say how long it is, which {job.Destination} has to know beforehand. Copy it to a local file first.")
            {
                CanRetry = false,
            };
        }

        using var journal = IsSentInParts ? UploadJournal.Acquire(options.StateFolder, job.Destination) : null;
        var ready = await new Announcement(job, options, time, logger).MakeAsync(journal, cancellationToken).ConfigureAwait(false);
        var outcome = await UploadAsync(ready, journal, cancellationToken).ConfigureAwait(false);

        // What was only announced is not known of the bytes.
        var digests = outcome.Digests.UnionBy(ready.Computed, digest => digest.Algorithm).ToList();
        return await VerifyAsync(outcome with { Digests = digests }, cancellationToken).ConfigureAwait(false);
    }

    private bool IsSentAtOnce => job.Size <= Math.Min(options.PartSize, job.To.Capabilities.Limits.MaxPutSize);

    private bool IsSentInParts => job.To is IMultipartStore && !IsSentAtOnce;

    private async Task<TransferResult?> CopyInStoreAsync(CancellationToken cancellationToken)
    {
        var wanted = job.Options.Expected.Select(digest => digest.Algorithm).Concat(job.Options.Compute);
        var isKnown = wanted.All(algorithm => job.Source.Digests.Any(digest => digest.Algorithm == algorithm));
        if (!ReferenceEquals(job.From, job.To) || !job.Options.AllowServerSide || !isKnown)
        {
            return null;
        }

        DigestCheck.ThrowIfDifferent(job.Source.Location.ToString(), job.Options.Expected, job.Source.Digests);
        if (await job.To.TryCopyAsync(job.Source, job.Destination, job.Put, cancellationToken).ConfigureAwait(false) is not { } copy)
        {
            return null;
        }

        var result = await VerifyAsync(new CopyOutcome(copy, job.Source.Digests, 0, 0), cancellationToken).ConfigureAwait(false);
        return result with { IsServerSide = true };
    }

    private async Task<TransferResult> DownloadAsync(CancellationToken cancellationToken)
    {
        if (job.Put.Mode == PutMode.IfMatch)
        {
            throw new NotSupportedException($"{job.Destination}: a file system cannot replace one version only. Use {nameof(PutMode.CreateNew)} or {nameof(PutMode.Overwrite)}.");
        }

        var request = new DownloadRequest
        {
            Destination = job.Destination.LocalPath,
            Overwrite = job.Put.Mode == PutMode.Overwrite,
            ExpectedSize = job.Source.Version.Size,
            Expected = job.Expected,
            Compute = job.Algorithms,
            Progress = job.Progress,
            First = job.First,
            Budget = job.Budget,
        };
        var done = await new RangeDownloader(options, logger, time).DownloadAsync(job.Ranged, request, cancellationToken).ConfigureAwait(false);
        var written = await job.To.StatAsync(job.Destination, cancellationToken).ConfigureAwait(false);
        return new TransferResult
        {
            Source = job.Source.Location,
            Destination = job.Destination,
            Size = done.Size,
            SourceVersion = done.Version,
            Version = written?.Version ?? new ObjectVersion { Size = done.Size },
            Digests = done.Digests,
            SourceVerifiedBy = Verification.Strongest(done.Digests, job.Expected),
            BytesMoved = done.BytesMoved,
            BytesResumed = done.BytesResumed,
        };
    }

    private async Task<CopyOutcome> UploadAsync(CopyJob ready, UploadJournal? journal, CancellationToken cancellationToken)
    {
        var rounds = new TransferRounds(job.Source.Location.ToString(), options, time, logger);
        if (IsSentAtOnce)
        {
            return await rounds.RunAsync(new SinglePut(ready, options, time, logger).RunAsync, NothingToDiscard, cancellationToken).ConfigureAwait(false);
        }

        if (journal is null || job.To is not IMultipartStore store)
        {
            return await rounds.RunAsync(new StreamedPut(ready, options, time).RunAsync, NothingToDiscard, cancellationToken).ConfigureAwait(false);
        }

        var upload = new PartedUpload(ready, store, journal, options, time, logger);
        return await rounds.RunAsync(upload.RunAsync, upload.DiscardAsync, cancellationToken).ConfigureAwait(false);
    }

    private async Task<TransferResult> VerifyAsync(CopyOutcome outcome, CancellationToken cancellationToken)
    {
        var written = outcome.Written;
        try
        {
            if (written.Version.Size is { } size && size != job.Size)
            {
                throw new TransferException($"{job.Destination} has {size} bytes after the copy, but {job.Size} were sent.");
            }

            DigestCheck.ThrowIfDifferent(job.Destination.ToString(), [.. outcome.Digests, .. job.Expected], written.Digests);
        }
        catch (TransferException) when (!job.Destination.IsLocal)
        {
            await RemoveAsync(written, cancellationToken).ConfigureAwait(false);
            throw;
        }

        return new TransferResult
        {
            Source = job.Source.Location,
            Destination = job.Destination,
            Size = job.Size,
            SourceVersion = job.Source.Version,
            Version = written.Version,
            Digests = outcome.Digests.Count > 0 ? outcome.Digests : written.Digests,
            SourceVerifiedBy = Verification.Strongest(outcome.Digests.Count > 0 ? outcome.Digests : written.Digests, job.Expected),
            DestinationVerifiedBy = Verification.Strongest(outcome.Digests, written.Digests),
            BytesMoved = outcome.BytesMoved,
            BytesResumed = outcome.BytesResumed,
        };
    }

    // A wrong object must not stay, but one that somebody else wrote since must.
    private async Task RemoveAsync(ObjectInfo wrong, CancellationToken cancellationToken)
    {
        var current = await job.To.StatAsync(job.Destination, cancellationToken).ConfigureAwait(false);
        if (current is not null && current.Version.Matches(wrong.Version))
        {
            await job.To.DeleteAsync(job.Destination, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task NothingToDiscard(CancellationToken cancellationToken) => Task.CompletedTask;
}
