using Microsoft.Win32.SafeHandles;

namespace SageTasks.Storage;

/// <summary>The journal's handle, which only one transfer on this machine can hold; the system lets go of it when the process dies.</summary>
internal static class JournalLock
{
    private const int Attempts = 20;

    /// <exception cref="DestinationBusyException">Another transfer holds it.</exception>
    public static SafeFileHandle Acquire(string journalPath, string destination)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var handle = Open(journalPath, destination);
            if (IsStillAtPath(handle, journalPath))
            {
                return handle;
            }

            handle.Dispose();
        }

        throw new DestinationBusyException(destination);
    }

    private static SafeFileHandle Open(string journalPath, string destination)
    {
        try
        {
            return File.OpenHandle(journalPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsHeldByOther(e))
        {
            throw new DestinationBusyException(destination, e);
        }
    }

    // The last holder may have deleted the journal between our opening and locking it, and somebody else may have made a new one:
    // then we hold a file without a name. A time of our own choosing tells them apart.
    private static bool IsStillAtPath(SafeFileHandle handle, string journalPath)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        var stamp = File.GetLastWriteTimeUtc(handle).AddTicks(-Random.Shared.NextInt64(TimeSpan.TicksPerSecond));
        File.SetLastWriteTimeUtc(handle, stamp);
        return File.GetLastWriteTimeUtc(journalPath) == File.GetLastWriteTimeUtc(handle);
    }

    private static bool IsHeldByOther(IOException e) => OperatingSystem.IsWindows()
        ? (e.HResult & 0xFFFF) is 32 or 33
        : e.HResult is 11 or 35;
}
