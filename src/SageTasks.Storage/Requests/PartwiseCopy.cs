using SageTasks.Http;

namespace SageTasks.Storage;

/// <summary>A copy inside a store, part by part: the store brings the bytes into an upload of its own, several parts at a time.</summary>
internal static class PartwiseCopy
{
    private const int PartsAtOnce = 8;

    /// <param name="upload">The upload that was begun.</param>
    /// <param name="copy">Copies the part of a number, from 1.</param>
    /// <param name="complete">Makes the object from its parts.</param>
    /// <param name="abort">Gives the upload up.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<ObjectInfo> RunAsync(
        ObjectUpload upload,
        Func<int, CancellationToken, Task<UploadedPart>> copy,
        Func<IReadOnlyList<UploadedPart>, Task<ObjectInfo>> complete,
        Func<Task> abort,
        CancellationToken cancellationToken)
    {
        var parts = new UploadedPart[upload.PartCount];
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = PartsAtOnce, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(
                Enumerable.Range(1, parts.Length),
                parallel,
                async (number, token) => parts[number - 1] = await copy(number, token).ConfigureAwait(false)).ConfigureAwait(false);
            return await complete(parts).ConfigureAwait(false);
        }
        catch (Exception)
        {
            await TryAbortAsync(abort).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task TryAbortAsync(Func<Task> abort)
    {
        try
        {
            await abort().ConfigureAwait(false);
        }
        catch (ApiException)
        {
            // The caller has to know why the copy failed; what is left is found by a clean-up.
        }
    }
}
