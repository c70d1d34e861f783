using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SageTasks.Testing;

/// <summary>Process groups, where the system has <c>setsid</c>.</summary>
internal static class ProcessGroup
{
    private const int Killed = 9;

    private static readonly string? Setsid = Programs.Find("setsid");

    /// <summary>Lets a program lead a process group of its own.</summary>
    public static ProcessStartInfo Lead(ProcessStartInfo start)
    {
        if (Setsid is not null)
        {
            // A path is one of the folder that this process is in, not of the one that the program runs in.
            start.ArgumentList.Insert(0, start.FileName.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) ? Path.GetFullPath(start.FileName) : start.FileName);
            start.FileName = Setsid;
        }

        return start;
    }

    /// <summary>Kills all processes of the group that a process leads, whether it has ended or not.</summary>
    public static void Kill(int leader) => _ = SendSignal(-leader, Killed);

    /// <summary>Kills one process.</summary>
    public static void KillOne(int process) => _ = SendSignal(process, Killed);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
