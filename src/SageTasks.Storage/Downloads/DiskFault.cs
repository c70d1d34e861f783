using System.Text.RegularExpressions;

namespace SageTasks.Storage;

/// <summary>Tells a full disk from other faults of a local file.</summary>
internal static partial class DiskFault
{
    // ENOSPC, EDQUOT, EFBIG on Linux; EDQUOT on macOS.
    private const int NoSpace = 28;
    private const int Quota = 122;
    private const int TooBig = 27;
    private const int QuotaMac = 69;

    public static bool IsFull(IOException e) => OperatingSystem.IsWindows()
        ? (e.HResult & 0xFFFF) is 112 or 39
        : e.HResult is NoSpace or Quota or TooBig or QuotaMac;

    // No such folder, a file in a folder's place, a read-only file system, a name that is too long or not allowed: waiting does not help.
    private static bool IsLasting(IOException e) => e is DirectoryNotFoundException or FileNotFoundException or PathTooLongException || (OperatingSystem.IsWindows()
        ? (e.HResult & 0xFFFF) is 3 or 19 or 123 or 183 or 206 or 267
        : e.HResult is 2 or 17 or 20 or 21 or 22 or 30 or 36 or 63);

    /// <summary>What a failed write means for the user.</summary>
    public static TransferException Explain(string destination, long? missing, IOException e) => IsFull(e)
        ? new DiskFullException(destination, missing, FreeBytes(destination), e)
        : new TransferException($"Cannot write {destination}: {Words(destination, e)}", e) { CanRetry = !IsLasting(e) };

    /// <summary>What it means that a file may not be written.</summary>
    public static TransferException Explain(string destination, UnauthorizedAccessException e) =>
        new($"Cannot write {destination}: {Words(destination, e)}", e) { CanRetry = false };

    /// <summary>What it means that a folder is where a file should be.</summary>
    public static TransferException IsFolder(string destination, Exception? e = null) =>
        new($"{destination} is a folder. Give the path of the file.", e) { CanRetry = false };

    /// <summary>What the system says, of the file that somebody asked for: the hidden one that was written in its place says nothing to people.</summary>
    public static string Words(string destination, Exception e) => HiddenPath().Replace(e.Message, _ => $"'{destination}'");

    /// <summary>Bytes that this user may still write beside the path; null where the file system doesn't say.</summary>
    public static long? FreeBytes(string path)
    {
        try
        {
            var drive = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(path)! : Path.GetDirectoryName(path)!);
            return drive.TotalSize > 0 ? drive.AvailableFreeSpace : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A file system without numbers, such as a network share: the write itself will tell.
            return null;
        }
    }

    [GeneratedRegex(@"'[^']*\.sagetasks-(part|journal)'", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex HiddenPath();
}
