using System.Globalization;

namespace SageTasks.Storage;

/// <summary>
/// The disk or the quota has no room for the file. What had arrived is kept for the next call, nothing appeared at the destination,
/// and nothing is tried again: free some space first.
/// </summary>
public class DiskFullException : TransferException
{
    /// <summary>Creates the exception for the file that does not fit.</summary>
    public DiskFullException(string path, long? requiredBytes, long? availableBytes, Exception? innerException = null)
        : base(Describe(path, requiredBytes, availableBytes), innerException)
    {
        Path = path;
        RequiredBytes = requiredBytes;
        AvailableBytes = availableBytes;
        CanRetry = false;
    }

    /// <summary>The file that does not fit.</summary>
    public string Path { get; }

    /// <summary>The bytes that are still needed, where known.</summary>
    public long? RequiredBytes { get; }

    /// <summary>The bytes that the disk has free for this user, where known.</summary>
    public long? AvailableBytes { get; }

    private static string Describe(string path, long? required, long? available)
    {
        var numbers = (required, available) switch
        {
            ({ } r, { } a) => string.Create(CultureInfo.InvariantCulture, $": {r:N0} bytes are needed, {a:N0} are free"),
            ({ } r, null) => string.Create(CultureInfo.InvariantCulture, $": {r:N0} bytes are needed"),
            _ => "",
        };
        return $"No room on the disk for {path}{numbers}. Free some space and call again.";
    }
}
