namespace SageTasks.Testing.Tests;

/// <summary>The sandboxes of this machine.</summary>
internal static class Sandboxes
{
    private static readonly Lazy<bool> Works = new(() =>
        Task.Run(() => BubblewrapSandbox.FindAsync([], CancellationToken.None)).GetAwaiter().GetResult() is not null);

    public static bool HasBubblewrap => Works.Value;

    /// <summary>How many commands <c>sleep</c> with this argument run on this machine.</summary>
    public static int Sleeping(string mark) => Directory.GetDirectories("/proc").Count(process =>
    {
        try
        {
            var command = File.ReadAllText(Path.Combine(process, "cmdline"));
            return command.StartsWith("sleep", StringComparison.Ordinal) && command.Contains(mark, StringComparison.Ordinal);
        }
        // Other processes may end while they are looked at.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}
