using System.Diagnostics;

namespace SageTasks.ContractSuites;

/// <summary>
/// A server that a script in <c>tests/servers</c> runs: <c>NAME check</c> says on standard output what is missing, if anything;
/// <c>NAME install</c> installs that; <c>NAME run FOLDER</c> runs it, prints <c>ready ENDPOINT</c> and ends when its standard input does.
/// </summary>
public sealed class LocalServer : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly TemporaryFolder _folder;

    private LocalServer(Process process, TemporaryFolder folder, Uri endpoint) => (_process, _folder, Endpoint) = (process, folder, endpoint);

    public Uri Endpoint { get; }

    /// <summary>The folder that the server was given.</summary>
    public string Folder => _folder.Path;

    /// <summary>Why the server can't run here; null where it can, or where it has to.</summary>
    public static string? WhyNot(string name)
    {
        if (Environment.GetEnvironmentVariable("SAGETASKS_REQUIRE_SERVERS") == "1")
        {
            return null;
        }

        using var check = Process.Start(new ProcessStartInfo("bash", [Script(name), "check"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var missing = check.StandardOutput.ReadToEnd().Trim();
        check.WaitForExit();
        return missing.Length == 0 ? null : $"{name} can't run here: {missing}";
    }

    public static async Task<LocalServer> StartAsync(string name)
    {
        var folder = new TemporaryFolder();
        var process = Process.Start(new ProcessStartInfo("bash", [Script(name), "run", folder.Path])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var lines = new List<string>();
        using var patience = new CancellationTokenSource(StartTime);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("ready ", StringComparison.Ordinal))
            {
                return new LocalServer(process, folder, new Uri(line["ready ".Length..]));
            }

            lines.Add(line);
        }

        folder.Dispose();
        throw new InvalidOperationException($"{name} did not start: {string.Join('\n', lines.TakeLast(20))}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    internal static string Script(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "tests", "servers", name);
            if (File.Exists(script))
            {
                return script;
            }
        }

        throw new FileNotFoundException($"There is no script tests/servers/{name} above {AppContext.BaseDirectory}.");
    }
}
