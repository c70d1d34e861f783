using System.Diagnostics;
using System.Net.Http.Headers;

namespace SageTasks.Testing.Tests;

/// <summary>A local platform as a process of its own, so that it can be killed.</summary>
internal sealed class PlatformProcess : IAsyncDisposable
{
    public const string Token = "token";

    private readonly Process _process;
    private readonly List<string> _lines;

    private PlatformProcess(Process process, List<string> lines, Uri url)
    {
        (_process, _lines, Url) = (process, lines, url);
        Http = new HttpClient { BaseAddress = url };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public Uri Url { get; }

    public HttpClient Http { get; }

    /// <summary>Starts a platform on a free port and waits until it is there.</summary>
    /// <param name="platform"><c>tower</c>, <c>synapse</c> or <c>tes</c>.</param>
    /// <param name="state">The folder of its state.</param>
    /// <param name="arguments">Further arguments.</param>
    public static async Task<PlatformProcess> StartAsync(string platform, string state, params string[] arguments)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(here.Parent!.Parent!.FullName, "LocalPlatforms", here.Name, "LocalPlatforms.dll");
        var start = new ProcessStartInfo("dotnet", [program, $"--{platform}", "0", "--state", state, "--token", Token, .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false };
        var process = Process.Start(start)!;
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("Ready", StringComparison.Ordinal))
        {
            lines.Add(line);
        }

        Assert.NotEmpty(lines);
        return new PlatformProcess(process, lines, new Uri(lines[0][lines[0].IndexOf("http", StringComparison.Ordinal)..].Trim()));
    }

    /// <summary>What the platform printed after some text.</summary>
    public string Printed(string after) => _lines.First(line => line.Contains(after, StringComparison.Ordinal)).Split(after)[^1].Trim();

    /// <summary>The journal's entries of a kind, one a line.</summary>
    public async Task<string[]> JournalAsync(string kind) =>
        (await Http.GetStringAsync(new Uri($"/_local/journal?kind={kind}", UriKind.Relative))).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Ends the process as the system would, without a word to it.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends the process itself and nothing that it started.</summary>
    public async Task KillAloneAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await KillAsync();
        _process.Dispose();
    }
}
