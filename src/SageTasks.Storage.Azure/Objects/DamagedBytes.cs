using SageTasks.Http;

namespace SageTasks.Storage.Azure;

/// <summary>The server received other bytes than the MD5 is of, and kept none of them.</summary>
internal static class DamagedBytes
{
    private const int WorthAThread = 64 * 1024;

    /// <summary>The MD5 to send with the bytes: what is announced for them, else computed.</summary>
    public static async Task<Digest> Md5Async(ObjectContent content, IReadOnlyList<Digest> announced, CancellationToken cancellationToken) =>
        AzureObjects.Md5(announced.Concat(content.Digests)) ?? await ComputeAsync(content, cancellationToken).ConfigureAwait(false);

    /// <summary>Sends bytes with their MD5, and once more where they were damaged on the way.</summary>
    /// <exception cref="DigestMismatchException">The bytes never had the announced MD5.</exception>
    public static async Task<T> SendAsync<T>(
        Location location, ObjectContent content, Digest announced, Func<Task<T>> send, CancellationToken cancellationToken)
    {
        try
        {
            return await send().ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Error.Code is "Md5Mismatch")
        {
            var bytes = content.Bytes is { } memory ? ObjectContent.Of(memory) : ObjectContent.Of(content.Length, content.OpenAsync);
            var actual = await ComputeAsync(bytes, cancellationToken).ConfigureAwait(false);
            if (actual != announced)
            {
                throw new DigestMismatchException(location.ToString(), announced, actual);
            }
        }

        return await send().ConfigureAwait(false);
    }

    // Parts of several uploads are hashed side by side, not on the thread that starts them.
    private static Task<Digest> ComputeAsync(ObjectContent content, CancellationToken cancellationToken) => content.Length < WorthAThread
        ? Digest.OfContentAsync(content, DigestAlgorithm.Md5, cancellationToken)
        : Task.Run(() => Digest.OfContentAsync(content, DigestAlgorithm.Md5, cancellationToken), cancellationToken);
}
