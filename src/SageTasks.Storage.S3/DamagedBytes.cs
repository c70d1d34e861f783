using SageTasks.Http;

namespace SageTasks.Storage.S3;

/// <summary>The server received other bytes than the checksums are of, and kept none of them.</summary>
internal static class DamagedBytes
{
    /// <summary>Sends bytes with their checksums, and once more where they were damaged on the way.</summary>
    /// <exception cref="DigestMismatchException">The bytes never had an announced digest.</exception>
    public static async Task<T> SendAsync<T>(
        Location location, ObjectContent content, IReadOnlyList<Digest> announced, Func<Task<T>> send, CancellationToken cancellationToken)
    {
        try
        {
            return await send().ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Error.Code is "BadDigest" or "InvalidDigest" or "XAmzContentChecksumMismatch" or "XAmzContentSHA256Mismatch")
        {
            await CompareAsync(location, content, announced, cancellationToken).ConfigureAwait(false);
        }

        return await send().ConfigureAwait(false);
    }

    private static async Task CompareAsync(Location location, ObjectContent content, IReadOnlyList<Digest> announced, CancellationToken cancellationToken)
    {
        var bytes = content.Bytes is { } memory ? ObjectContent.Of(memory) : ObjectContent.Of(content.Length, content.OpenAsync);
        foreach (var digest in announced)
        {
            var actual = await S3Checksums.ComputeAsync(bytes, digest.Algorithm, cancellationToken).ConfigureAwait(false);
            if (actual != digest)
            {
                throw new DigestMismatchException(location.ToString(), digest, actual);
            }
        }
    }
}
