using System.Diagnostics;

namespace SageTasks.Testing.Wes;

/// <summary>The engines that this machine has.</summary>
internal static class InstalledEngines
{
    public static IReadOnlyList<IWorkflowEngine> Find()
    {
        var engines = new List<IWorkflowEngine> { new ShellEngine() };
        if (Programs.Has(CwltoolEngine.Program))
        {
            engines.Add(new CwltoolEngine());
        }

        if (Programs.Has(SnakemakeEngine.Program))
        {
            engines.Add(new SnakemakeEngine());
        }

        return engines;
    }

    /// <summary>The last word of what a program says to <c>--version</c>.</summary>
    public static Lazy<Task<string>> Version(string program) => new(() => ReadVersionAsync(program));

    private static async Task<string> ReadVersionAsync(string program)
    {
        using var process = Process.Start(new ProcessStartInfo(program, "--version") { RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException($"{program} did not start.");
        var said = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [.., var version] ? version : "unknown";
    }
}
