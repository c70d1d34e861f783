namespace SageTasks.Storage;

/// <summary>How an object of known size is cut for a store.</summary>
internal static class UploadPlan
{
    private const long Mebibyte = 1024 * 1024;
    private const long BufferedBytes = 128 * Mebibyte;

    /// <summary>Whether parts are small enough to be held in memory, several at a time; larger ones are streamed.</summary>
    public static bool IsBuffered(long partSize, TransferOptions options) =>
        partSize <= options.PartSize || partSize * (options.Concurrency + 2) <= BufferedBytes;

    /// <summary>The number of bytes of every part but the last.</summary>
    /// <exception cref="TransferException">The store does not take objects of that size.</exception>
    public static long PartSize(Location destination, long size, StoreLimits limits, TransferOptions options)
    {
        var partSize = Math.Max(options.PartSize, limits.MinPartSize);
        if (partSize < DivideUp(size, limits.MaxParts))
        {
            partSize = DivideUp(DivideUp(size, limits.MaxParts), Mebibyte) * Mebibyte;
        }

        partSize = DivideUp(partSize, limits.PartSizeMultiple) * limits.PartSizeMultiple;
        if (size > limits.MaxObjectSize || partSize > limits.MaxPartSize)
        {
            throw new TransferException(FormattableString.Invariant(
                $"{destination}: the store takes at most {limits.MaxObjectSize:N0} bytes, in {limits.MaxParts:N0} parts of {limits.MaxPartSize:N0}, but the source has {size:N0}."))
            {
                CanRetry = false,
            };
        }

        return partSize;
    }

    private static long DivideUp(long number, long by) => (number / by) + (number % by == 0 ? 0 : 1);
}
