namespace SageTasks.Storage;

/// <summary>Copies an object in one stream, into a store that takes no parts.</summary>
internal sealed class StreamedPut(CopyJob job, TransferOptions options, TimeProvider time)
{
    public async Task<CopyOutcome> RunAsync(bool singleStream, CancellationToken cancellationToken)
    {
        var meter = new TransferMeter(job.Progress, time) { Total = job.Size };
        using var computer = new DigestComputer(job.Algorithms);
        var hasher = new ForwardHasher(computer);
        var streams = new List<SourceStream>();
        long position = 0;
        var content = ObjectContent.Of(job.Size, _ =>
        {
            position = 0;
            var stream = new SourceStream(
                job.Ranged, new ByteRange(0, job.Size), job.Policy(singleStream), options, time, Pass, cancellationToken);
            streams.Add(stream);
            return ValueTask.FromResult<Stream>(stream);
        }, job.Expected);
        var written = await job.To.PutAsync(job.Destination, content, job.Put with { Digests = [.. job.Put.Digests.Union(job.Expected)] }, cancellationToken).ConfigureAwait(false);
        meter.Finish();
        return new CopyOutcome(written, computer.Finish(), streams.Sum(stream => stream.BytesRead), 0);

        void Pass(ReadOnlySpan<byte> bytes)
        {
            hasher.Append(position, bytes);
            position += bytes.Length;
            meter.Add(bytes.Length);
        }
    }
}
