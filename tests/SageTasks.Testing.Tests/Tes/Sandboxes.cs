using System.Diagnostics;
using System.Globalization;

namespace SageTasks.Testing.Tests;

/// <summary>The sandboxes of this machine.</summary>
internal static class Sandboxes
{
    private static readonly Lazy<bool> Works = new(() =>
        Task.Run(() => BubblewrapSandbox.FindAsync([], CancellationToken.None)).GetAwaiter().GetResult() is not null);

    public static bool HasBubblewrap => Works.Value;

    /// <summary>How many commands <c>sleep</c> with this argument run on this machine.</summary>
    public static int Sleeping(string mark) => Sleepers(mark).Count();

    /// <summary>Ends those commands.</summary>
    public static void EndSleeping(string mark)
    {
        foreach (var id in Sleepers(mark))
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
    }

    private static IEnumerable<int> Sleepers(string mark) => Directory.GetDirectories("/proc")
        .Where(folder => Path.GetFileName(folder).All(char.IsAsciiDigit) && IsSleep(folder, mark))
        .Select(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture));

    private static bool IsSleep(string folder, string mark)
    {
        try
        {
            var command = File.ReadAllText(Path.Combine(folder, "cmdline"));
            return command.StartsWith("sleep", StringComparison.Ordinal) && command.Contains(mark, StringComparison.Ordinal);
        }
        // Other processes may end while they are looked at.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
