using Microsoft.Extensions.Logging;
using SageTasks.Http;

namespace SageTasks.Storage;

/// <summary>
/// Copies a large object into a store in parts, several at a time; goes on with what an earlier process has sent, as far as its journal
/// and the store's own list of parts agree.
/// </summary>
internal sealed class PartedUpload(CopyJob job, IMultipartStore store, UploadJournal journal, TransferOptions options, TimeProvider time, ILogger logger)
{
    private readonly TransferMeter _meter = new(job.Progress, time);

    public async Task<CopyOutcome> RunAsync(bool singleStream, CancellationToken cancellationToken)
    {
        _meter.Total = job.Size;
        try
        {
            return await TryAsync(singleStream, cancellationToken).ConfigureAwait(false);
        }
        catch (UploadGoneException e)
        {
            throw new RestartException("the store has forgotten the upload", e) { Discard = true };
        }
        catch (UploadIncompleteException e)
        {
            throw new RestartException("the store lacks parts that it had taken", e);
        }
        catch (Exception e) when (e is SourceChangedException or DigestMismatchException or DestinationExistsException or DestinationChangedException)
        {
            await TryDiscardAsync(cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Gives the upload up and forgets it.</summary>
    public async Task DiscardAsync(CancellationToken cancellationToken)
    {
        if (journal.Current?.Header.Upload is { } upload)
        {
            await store.AbortUploadAsync(upload, cancellationToken).ConfigureAwait(false);
        }

        journal.Clear();
    }

    private async Task TryDiscardAsync(CancellationToken cancellationToken)
    {
        try
        {
            await DiscardAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException e)
        {
            // The caller has to know why the copy failed; the record stays, so that the next call gives the upload up.
            TransferLog.UploadLeft(logger, e, job.Destination.ToString());
        }
    }

    private async Task<CopyOutcome> TryAsync(bool singleStream, CancellationToken cancellationToken)
    {
        if (journal.Current is { Header.Upload: not null } earlier)
        {
            // A source that is read in one stream gives all its bytes again, and can then be hashed.
            if (Serves(earlier.Header) && !singleStream)
            {
                return await GoOnAsync(earlier, cancellationToken).ConfigureAwait(false);
            }

            await DiscardAsync(cancellationToken).ConfigureAwait(false);
        }

        return await SendAsync(await BeginAsync(cancellationToken).ConfigureAwait(false), [], singleStream, cancellationToken).ConfigureAwait(false);
    }

    private async Task<TransferJournal> BeginAsync(CancellationToken cancellationToken)
    {
        await UnprovenCondition.CheckAsync(job, store.Capabilities.ConditionalComplete, cancellationToken).ConfigureAwait(false);
        var partSize = UploadPlan.PartSize(job.Destination, job.Size, store.Capabilities.Limits, options);
        var upload = await store.BeginUploadAsync(job.Destination, job.Size, partSize, job.Put, cancellationToken).ConfigureAwait(false);
        try
        {
            return journal.Start(JournalHeader.Of(job, upload.PartSize) with { Upload = upload }, job.Algorithms.Contains(DigestAlgorithm.Crc64Nvme));
        }
        catch (TransferException)
        {
            // What is not recorded is never gone on with.
            await store.AbortUploadAsync(upload, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private bool Serves(JournalHeader header) =>
        header is { Upload: { } upload, Put: { } put }
        && upload.Location == job.Destination
        && header.IsOf(job)
        && UploadJournal.IsSame(put with { Digests = [] }, job.Put with { Digests = [] })
        && !header.Expected.Concat(put.Digests).Any(mine => job.Expected.Concat(job.Put.Digests).Any(theirs => theirs.Algorithm == mine.Algorithm && theirs != mine));

    private async Task<CopyOutcome> GoOnAsync(TransferJournal earlier, CancellationToken cancellationToken) =>
        await CompleteAgainAsync(earlier, cancellationToken).ConfigureAwait(false)
        ?? await SendAsync(earlier, await DoneAsync(earlier, cancellationToken).ConfigureAwait(false), false, cancellationToken).ConfigureAwait(false);

    /// <summary>Completes once more; null where it had not come to that, a digest is demanded that was not computed then, or the store lacks
    /// a part that died with the process that sent it.</summary>
    private async Task<CopyOutcome?> CompleteAgainAsync(TransferJournal earlier, CancellationToken cancellationToken)
    {
        if (earlier.ReadCompleting() is not { } complete || job.Demanded.Except(complete.Digests.Select(digest => digest.Algorithm)).Any())
        {
            return null;
        }

        DigestCheck.ThrowIfDifferent(job.Source.Location.ToString(), job.Expected, complete.Digests);
        try
        {
            return await CompleteAsync(earlier, complete, 0, job.Size, cancellationToken).ConfigureAwait(false);
        }
        catch (UploadIncompleteException)
        {
            return null;
        }
    }

    /// <summary>The parts that both the journal and the store know, of the size and with the checksum that they should have; where parts go in
    /// order, up to the first that is missing.</summary>
    private async Task<IReadOnlyList<(UploadedPart Part, PartChecksum Checksum)>> DoneAsync(TransferJournal earlier, CancellationToken cancellationToken)
    {
        var upload = earlier.Header.Upload!;
        var entries = earlier.ReadEntries();
        var isInOrder = store.Capabilities.Multipart == MultipartSupport.Sequential;
        var done = new List<(UploadedPart, PartChecksum)>();
        await foreach (var part in store.ListPartsAsync(upload, cancellationToken).ConfigureAwait(false))
        {
            if (part.Number <= entries.Length && entries[part.Number - 1] is { } checksum && part.Size == upload.LengthOf(part.Number) && Agrees(part.Checksum, checksum))
            {
                done.Add((part, checksum));
            }

            if (isInOrder && done.Count < part.Number)
            {
                break;
            }
        }

        return done;
    }

    private static bool Agrees(Digest? stated, PartChecksum checksum) =>
        checksum.Digests.All(digest => digest.Algorithm != stated?.Algorithm || digest == stated);

    private async Task<CopyOutcome> SendAsync(
        TransferJournal current, IReadOnlyList<(UploadedPart Part, PartChecksum Checksum)> done, bool singleStream, CancellationToken cancellationToken)
    {
        var upload = current.Header.Upload!;
        var sink = new StoreSink(store, upload, current, _meter, Prefix(done));
        foreach (var (part, checksum) in done)
        {
            sink.Resume(part, checksum);
        }

        var resumed = done.Sum(part => part.Part.Size);
        if (resumed > 0)
        {
            TransferLog.Resumed(logger, job.Source.Location.ToString(), resumed, job.Size);
        }

        var mover = new PartMover(job, sink, options, time, logger);
        var (moved, serial) = await mover.RunAsync(upload, [.. done.Select(part => part.Part.Number - 1)], singleStream, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Digest> digests = [.. serial, .. sink.Combined()];
        DigestCheck.ThrowIfDifferent(job.Source.Location.ToString(), [.. job.Expected, .. job.Computed], digests);
        await UnprovenCondition.CheckAsync(job, store.Capabilities.ConditionalComplete, cancellationToken).ConfigureAwait(false);
        var complete = new CompletedParts(sink.Done, digests);
        return await CompleteAsync(current, complete, moved, resumed, cancellationToken).ConfigureAwait(false);
    }

    private async Task<CopyOutcome> CompleteAsync(
        TransferJournal current, CompletedParts complete, long moved, long resumed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        current.MarkCompleting(complete);
        var written = await store.CompleteUploadAsync(current.Header.Upload!, complete.Parts, cancellationToken).ConfigureAwait(false);
        journal.Clear();
        _meter.Finish();
        return new CopyOutcome(written, complete.Digests, moved, resumed);
    }

    private static int Prefix(IReadOnlyList<(UploadedPart Part, PartChecksum Checksum)> done)
    {
        var numbers = done.Select(part => part.Part.Number).ToHashSet();
        var prefix = 0;
        while (numbers.Contains(prefix + 1))
        {
            prefix++;
        }

        return prefix;
    }
}
