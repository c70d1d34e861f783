using System.Runtime.InteropServices;

namespace SageTasks.Files;

/// <summary>Makes the names in a folder durable, which flushing a file does not do on Unix and which .NET offers no call for.</summary>
internal static partial class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>Makes a folder and those above it that are missing.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="isDurable">Whether the names of what is made are durable then.</param>
    public static void Create(string folder, bool isDurable = true)
    {
        var above = new List<string>();
        for (var at = Path.GetFullPath(folder); isDurable && !Directory.Exists(at) && Path.GetDirectoryName(at) is { } next; at = next)
        {
            above.Add(next);
        }

        Directory.CreateDirectory(folder);
        above.ForEach(Flush);
    }

    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
        {
            throw new IOException($"The folder '{folder}' cannot be opened to make its names durable (errno {Marshal.GetLastPInvokeError()}).");
        }

        // Some network file systems refuse to synchronise a folder and are durable without it.
        _ = Synchronize(descriptor);
        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
