namespace SageTasks.Testing.Synapse;

/// <summary>How large uploads and their parts may be.</summary>
internal static class PartRules
{
    public const long MinPartSize = 5L * 1024 * 1024;
    private const long MaxPartSize = 5L * 1024 * 1024 * 1024;
    private const long MaxFileSize = 5L * 1024 * 1024 * 1024 * 1024;
    private const long MaxParts = 10_000;

    public static long CountParts(long? fileSize, long? partSize, string requestType)
    {
        var part = partSize ?? throw SynapseError.Invalid($"{requestType}.partSizeBytes is required.");
        var file = fileSize ?? throw SynapseError.Invalid($"{requestType}.fileSizeBytes is required.");
        if (part < MinPartSize)
        {
            throw SynapseError.Invalid($"The part size must be at least {MinPartSize} bytes.");
        }

        if (part > MaxPartSize)
        {
            throw SynapseError.Invalid($"The part size must not exceed {MaxPartSize} bytes.");
        }

        if (file < 1)
        {
            throw SynapseError.Invalid("File size must be at least one byte");
        }

        if (file > MaxFileSize)
        {
            throw SynapseError.Invalid($"File size must not exceed {MaxFileSize} bytes");
        }

        var count = (file + part - 1) / part;
        return count <= MaxParts
            ? count
            : throw SynapseError.Invalid($"File upload would require {count} parts, which exceeds the maximum number of allowed parts of: {MaxParts}.");
    }
}
