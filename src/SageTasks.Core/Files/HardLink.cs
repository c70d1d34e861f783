using System.Runtime.InteropServices;

namespace SageTasks.Files;

/// <summary>Gives a finished file a second name that must be free, in one step. .NET's own move that must not overwrite first looks and then
/// renames on Unix, so that of two movers both can win.</summary>
internal static partial class HardLink
{
    private const int Exists = 17;

    /// <summary>Moves a finished file to a name that must be free; answers false where somebody else has it.</summary>
    public static bool TryMove(string from, string to)
    {
        if (OperatingSystem.IsWindows())
        {
            return TryMoveOnWindows(from, to);
        }

        if (Link(from, to) == 0)
        {
            File.Delete(from);
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == Exists
            ? false
            : throw new IOException($"'{to}' cannot be created as a second name of '{from}': {Marshal.GetPInvokeErrorMessage(error)}. A file system with hard links is needed.");
    }

    private static bool TryMoveOnWindows(string from, string to)
    {
        try
        {
            File.Move(from, to, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(to))
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string name);
}
