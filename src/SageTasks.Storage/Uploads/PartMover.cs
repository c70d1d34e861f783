using Microsoft.Extensions.Logging;

namespace SageTasks.Storage;

/// <summary>
/// Moves the parts of an upload that are missing. Parts that fit into memory are fetched whole and sent; larger ones stream from the
/// source into the request, one after the other where a digest has to be computed of the whole in order, as MD5 and SHA-256 have.
/// </summary>
internal sealed class PartMover(CopyJob job, StoreSink sink, TransferOptions options, TimeProvider time, ILogger logger)
{
    private long _moved;

    private List<DigestAlgorithm> Serial => [.. job.Algorithms.Where(algorithm => !sink.Start.Covers(algorithm))];

    /// <summary>Moves all parts but those that are done (counted from 0); returns the bytes that came from the source, and the digests that
    /// only a pass over all bytes in order gives. What an earlier attempt has sent is read again to be hashed where that moves no bytes, and
    /// where the caller demands such a digest; not for one that is known of this very version already.</summary>
    public async Task<(long Moved, IReadOnlyList<Digest> Digests)> RunAsync(
        ObjectUpload upload, IReadOnlyCollection<int> done, bool singleStream, CancellationToken cancellationToken)
    {
        var policy = job.Policy(singleStream);
        var first = await job.TakeFirstAsync(upload.PartSize == options.PartSize && done.Count == 0 && !policy.SingleStream).ConfigureAwait(false);
        var isResumed = done.Count > 0;
        List<DigestAlgorithm> missing = isResumed ? [.. Serial.Except(job.Computed.Select(digest => digest.Algorithm))] : Serial;
        var isReadAgain = isResumed && (job.Source.Location.IsLocal || job.Demanded.Intersect(missing).Any());
        var again = new SourceAgain(job, upload, policy, options, time);
        await using var closing = again.ConfigureAwait(false);
        using var computer = new DigestComputer(!isResumed || isReadAgain ? missing : []);
        if (UploadPlan.IsBuffered(upload.PartSize, options))
        {
            var partSize = checked((int)upload.PartSize);
            var resumed = ResumedParts.Of(new PartGrid(job.Size, partSize), done);
            var transfer = new PartTransfer(job.Ranged, sink, computer, options, time, logger)
            {
                ReadBack = isReadAgain ? again.ReadAsync : null,
                Budget = job.Budget,
                Checksum = sink.Start,
            };
            _moved = await transfer.RunAsync(job.Source.Version, partSize, policy, first, resumed, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await StreamAsync(upload, done, computer, again, policy, cancellationToken).ConfigureAwait(false);
        }

        return (_moved + again.BytesMoved, computer.Finish());
    }

    private async Task StreamAsync(
        ObjectUpload upload, IReadOnlyCollection<int> done, DigestComputer computer, SourceAgain again, ReadPolicy policy, CancellationToken cancellationToken)
    {
        var hasher = computer.IsEmpty ? null : new ForwardHasher(computer);
        var isOrdered = hasher is not null || policy.SingleStream;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = isOrdered ? 1 : options.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, upload.PartCount), parallel, async (part, token) =>
        {
            if (!done.Contains(part))
            {
                await SendAsync(upload, part, hasher, policy, token).ConfigureAwait(false);
            }
            else if (hasher is not null)
            {
                await HashAsync(upload, part, hasher, again, token).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
    }

    private async Task SendAsync(ObjectUpload upload, int part, ForwardHasher? hasher, ReadPolicy policy, CancellationToken cancellationToken)
    {
        var (offset, length) = (upload.OffsetOf(part + 1), upload.LengthOf(part + 1));
        var (position, checksum) = (offset, sink.Start);
        var streams = new List<SourceStream>();
        var content = ObjectContent.Of(length, _ =>
        {
            (position, checksum) = (offset, sink.Start);
            var stream = new SourceStream(job.Ranged, new ByteRange(offset, length), policy, options, time, Pass, cancellationToken);
            streams.Add(stream);
            return ValueTask.FromResult<Stream>(stream);
        });
        await sink.SendAsync(part, content, () => checksum, cancellationToken).ConfigureAwait(false);
        Interlocked.Add(ref _moved, streams.Sum(stream => stream.BytesRead));

        void Pass(ReadOnlySpan<byte> bytes)
        {
            checksum = checksum.Append(bytes);
            hasher?.Append(position, bytes);
            position += bytes.Length;
        }
    }

    private static async Task HashAsync(ObjectUpload upload, int part, ForwardHasher hasher, SourceAgain again, CancellationToken cancellationToken)
    {
        var block = new byte[1024 * 1024];
        var (offset, end) = (upload.OffsetOf(part + 1), upload.OffsetOf(part + 1) + upload.LengthOf(part + 1));
        for (int count; offset < end; offset += count)
        {
            count = await again.ReadAsync(block.AsMemory(0, (int)Math.Min(block.Length, end - offset)), offset, cancellationToken).ConfigureAwait(false);
            hasher.Append(offset, block.AsSpan(0, count));
        }
    }
}
