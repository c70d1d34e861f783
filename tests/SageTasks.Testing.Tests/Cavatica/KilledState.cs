using System.Diagnostics;

namespace SageTasks.Testing.Tests;

/// <summary>State folders as a killed platform leaves them.</summary>
internal static class KilledState
{
    /// <summary>A copy of a folder beside it that holds only its first commits.</summary>
    public static async Task<string> CutAsync(string folder, int commits)
    {
        var cut = $"{folder}-cut{commits}";
        await CopyAsync(folder, cut);
        await File.WriteAllLinesAsync(StateOf(cut), Lines(folder)[..commits]);
        return cut;
    }

    /// <summary>Copies a folder, also one that a platform works in.</summary>
    public static async Task CopyAsync(string folder, string copy)
    {
        using var process = Process.Start("cp", ["-r", folder, copy]);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>The commits of a folder, as they are written.</summary>
    public static string[] Lines(string folder) => File.ReadAllLines(StateOf(folder));

    private static string StateOf(string folder) => Path.Combine(folder, "state.jsonl");
}
