using Microsoft.Extensions.Logging;

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
        if (journal.Current is { } earlier)
        {
            // A source that is read in one stream gives all its bytes again, and can then be hashed.
            if (Serves(earlier.Header) && !singleStream)
            {
                return await GoOnAsync(earlier, singleStream, cancellationToken).ConfigureAwait(false);
            }

            await DiscardAsync(cancellationToken).ConfigureAwait(false);
        }

        var partSize = UploadPlan.PartSize(job.Destination, job.Size, store.Capabilities.Limits, options);
        var upload = await store.BeginUploadAsync(job.Destination, job.Size, partSize, job.Put, cancellationToken).ConfigureAwait(false);
        var started = journal.Start(new JournalHeader
        {
            Size = job.Size,
            PartSize = partSize,
            Tag = job.Source.Version.Tag,
            LastModified = job.Source.Version.LastModified,
            Expected = job.Expected,
            Put = job.Put,
            Upload = upload,
        });
        return await SendAsync(started, [], singleStream, cancellationToken).ConfigureAwait(false);
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

    private bool Serves(JournalHeader header) =>
        header is { Upload: { } upload, Put: { } put }
        && upload.Location == job.Destination
        && header.Size == job.Size
        && UploadJournal.IsSame(put with { Digests = [] }, job.Put with { Digests = [] })
        && job.Source.Version.IsStrong && header.Version.Matches(job.Source.Version)
        && !header.Expected.Any(mine => job.Expected.Any(theirs => theirs.Algorithm == mine.Algorithm && theirs != mine));

    private async Task<CopyOutcome> GoOnAsync(TransferJournal earlier, bool singleStream, CancellationToken cancellationToken)
    {
        try
        {
            if (earlier.ReadCompleting() is { } parts && await CompleteAgainAsync(earlier, parts, cancellationToken).ConfigureAwait(false) is { } made)
            {
                return made;
            }

            return await SendAsync(earlier, await DoneAsync(earlier, cancellationToken).ConfigureAwait(false), singleStream, cancellationToken).ConfigureAwait(false);
        }
        catch (UploadGoneException e)
        {
            throw new RestartException("the store has forgotten the upload", e) { Discard = true };
        }
    }

    /// <summary>Completes once more; null where the store lacks a part that died with the process that sent it.</summary>
    private async Task<CopyOutcome?> CompleteAgainAsync(TransferJournal earlier, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken)
    {
        try
        {
            return await CompleteAsync(earlier, parts, [], 0, job.Size, cancellationToken).ConfigureAwait(false);
        }
        catch (UploadIncompleteException)
        {
            return null;
        }
    }

    /// <summary>The parts that both the journal and the store know, with the size that they should have.</summary>
    private async Task<IReadOnlyList<(UploadedPart Part, uint Crc)>> DoneAsync(TransferJournal earlier, CancellationToken cancellationToken)
    {
        var upload = earlier.Header.Upload!;
        var entries = earlier.ReadEntries();
        var done = new List<(UploadedPart, uint)>();
        await foreach (var part in store.ListPartsAsync(upload, cancellationToken).ConfigureAwait(false))
        {
            if (part.Number <= entries.Length && entries[part.Number - 1] is { } crc && part.Size == upload.LengthOf(part.Number))
            {
                done.Add((part, crc));
            }
        }

        return done;
    }

    private async Task<CopyOutcome> SendAsync(
        TransferJournal current, IReadOnlyList<(UploadedPart Part, uint Crc)> done, bool singleStream, CancellationToken cancellationToken)
    {
        var upload = current.Header.Upload!;
        var sink = new StoreSink(store, upload, current, _meter, Prefix(done));
        foreach (var (part, crc) in done)
        {
            sink.Resume(part, crc);
        }

        var resumed = done.Sum(part => part.Part.Size);
        if (resumed > 0)
        {
            TransferLog.Resumed(logger, job.Source.Location.ToString(), resumed, job.Size);
        }

        var mover = new PartMover(job, sink, options, time, logger);
        var (moved, serial) = await mover.RunAsync(upload, [.. done.Select(part => part.Part.Number - 1)], singleStream, cancellationToken).ConfigureAwait(false);
        var digests = serial.Append(sink.WholeCrc()).ToList();
        try
        {
            DigestCheck.ThrowIfDifferent(job.Source.Location.ToString(), job.Expected, digests);
        }
        catch (DigestMismatchException)
        {
            await DiscardAsync(cancellationToken).ConfigureAwait(false);
            throw;
        }

        return await CompleteAsync(current, [.. sink.Done.Select(part => part.Part)], digests, moved, resumed, cancellationToken).ConfigureAwait(false);
    }

    private async Task<CopyOutcome> CompleteAsync(
        TransferJournal current, IReadOnlyList<UploadedPart> parts, IReadOnlyList<Digest> digests, long moved, long resumed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        current.MarkCompleting(parts);
        try
        {
            var written = await store.CompleteUploadAsync(current.Header.Upload!, parts, cancellationToken).ConfigureAwait(false);
            journal.Clear();
            _meter.Finish();
            return new CopyOutcome(written, digests, moved, resumed);
        }
        catch (Exception e) when (e is DestinationExistsException or DestinationChangedException)
        {
            await DiscardAsync(cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private static int Prefix(IReadOnlyList<(UploadedPart Part, uint Crc)> done)
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
