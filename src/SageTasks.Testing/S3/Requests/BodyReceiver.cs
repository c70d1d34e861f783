namespace SageTasks.Testing.S3;

/// <summary>Takes bytes in: from a request's body, or from an object that is copied.</summary>
internal sealed class BodyReceiver(ByteFiles files)
{
    private const long Largest = 5L * 1024 * 1024 * 1024;

    /// <summary>Writes the body to a file, and keeps it only when it is what the request announces.</summary>
    /// <param name="call">The request.</param>
    /// <param name="otherwise">The checksum to take where the request announces none.</param>
    /// <param name="stopping">The platform's end.</param>
    public async Task<ReceivedBody> ReceiveAsync(S3Call call, ChecksumAlgorithm otherwise, CancellationToken stopping)
    {
        var checks = AnnouncedChecks.Of(call);
        var payload = call.OpenPayload();
        if (payload.Length > Largest)
        {
            throw new S3Refusal(S3Error.EntityTooLarge);
        }

        var received = await TakeAsync(checks.Algorithm ?? otherwise, seen => files.WriteAsync(payload.Stream, seen, stopping)).ConfigureAwait(false);
        try
        {
            if (received.Bytes.Length != payload.Length)
            {
                throw new S3Refusal(S3Error.IncompleteBody);
            }

            checks.Compare(received, payload);
            return received;
        }
        catch
        {
            Forget(received);
            throw;
        }
    }

    public Task<ReceivedBody> CopyAsync(HeldBytes bytes, long first, long length, ChecksumAlgorithm algorithm) =>
        TakeAsync(algorithm, seen => files.CopyAsync(bytes, first, length, seen));

    public void Forget(ReceivedBody received) => files.Delete([received.Bytes]);

    private static async Task<ReceivedBody> TakeAsync(ChecksumAlgorithm algorithm, Func<BytesSeen, Task<StoredBytes>> take)
    {
        using var md5 = Md5Digest.Start();
        using var checksum = algorithm.Start();
        var bytes = await take(seen =>
        {
            md5.AppendData(seen);
            checksum.Append(seen);
        }).ConfigureAwait(false);
        return new ReceivedBody(bytes, md5.GetHashAndReset(), new Checksum(algorithm.Name, Convert.ToBase64String(checksum.Finish())));
    }
}
