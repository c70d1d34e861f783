using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SageTasks.Testing;

/// <summary>Tells files from what only lies among them: whoever opens a named pipe in the ordinary way waits for its other end.</summary>
internal static class RegularFile
{
    // Of Linux: read only, without waiting, and not for the children of this process.
    private const int Flags = 0x800 | 0x80000;

    /// <exception cref="IOException">The path leads to a named pipe or something else that is no file.</exception>
    public static void Require(string place, string path)
    {
        if (File.Exists(place) && !Is(place))
        {
            throw new IOException($"{path} is a named pipe or the like, and no file.");
        }
    }

    /// <summary>Whether there is a file at a path.</summary>
    public static bool Is(string place)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists(place))
        {
            return File.Exists(place);
        }

        // What cannot be opened here cannot be opened by whoever asks either, who says why.
        using var handle = new SafeFileHandle(Open(place, Flags), ownsHandle: true);
        return handle.IsInvalid || CanSeek(handle);
    }

    private static bool CanSeek(SafeFileHandle handle)
    {
        using var file = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        return file.CanSeek;
    }

    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(string path, int flags);
}
