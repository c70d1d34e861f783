using System.ComponentModel;
using System.Diagnostics;

namespace SageTasks.Testing.Wes;

/// <summary>The engines that this machine has.</summary>
internal static class InstalledEngines
{
    public static async Task<IReadOnlyList<IWorkflowEngine>> FindAsync(CancellationToken cancellationToken)
    {
        var (cwltool, snakemake) = (VersionAsync("cwltool", cancellationToken), VersionAsync("snakemake", cancellationToken));
        var engines = new List<IWorkflowEngine> { new ShellEngine() };
        if (await cwltool.ConfigureAwait(false) is { } cwl)
        {
            engines.Add(new CwltoolEngine(cwl));
        }

        if (await snakemake.ConfigureAwait(false) is { } smk)
        {
            engines.Add(new SnakemakeEngine(smk));
        }

        return engines;
    }

    /// <summary>The last word of what a program says to <c>--version</c>; null where it is not installed.</summary>
    private static async Task<string?> VersionAsync(string program, CancellationToken cancellationToken)
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))))
        {
            return null;
        }

        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, "--version") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false });
            var said = await process!.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return process.ExitCode == 0 && said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [.., var version] ? version : null;
        }
        catch (Win32Exception)
        {
            // A file of that name that this machine cannot run.
            return null;
        }
    }
}
