using System.Diagnostics;

namespace SageTasks.ContractSuites;

/// <summary>Chromium without a window (<c>tests/servers/chromium</c>): what a page comes to in a browser. Each call has a profile of its own.</summary>
public static class Browser
{
    /// <summary>The name by which tests require it (<see cref="RequiresServerAttribute"/>).</summary>
    public const string Name = "chromium";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The document after it was loaded, as HTML, and what the browser said on the way.</summary>
    public static Task<(string Document, string Messages)> ReadAsync(Uri page, params string[] options) => OpenAsync([.. options, "--enable-logging=stderr", "--dump-dom", page.AbsoluteUri]);

    /// <summary>A picture of the page, as PNG.</summary>
    public static Task DrawAsync(Uri page, string file, int width, int height, params string[] options) =>
        OpenAsync([.. options, FormattableString.Invariant($"--window-size={width},{height}"), $"--screenshot={file}", page.AbsoluteUri]);

    /// <summary>The page as it is printed, as PDF.</summary>
    public static Task PrintAsync(Uri page, string file) => OpenAsync(["--no-pdf-header-footer", $"--print-to-pdf={file}", page.AbsoluteUri]);

    private static async Task<(string Output, string Error)> OpenAsync(IEnumerable<string> options)
    {
        using var folder = new TemporaryFolder();
        using var browser = Process.Start(new ProcessStartInfo("bash", [LocalServer.Script(Name), "open", folder.Path, .. options])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var error = browser.StandardError.ReadToEndAsync(patience.Token);
            var output = await browser.StandardOutput.ReadToEndAsync(patience.Token);
            await browser.WaitForExitAsync(patience.Token);
            return browser.ExitCode == 0 ? (output, await error) : throw new InvalidOperationException($"chromium ended with {browser.ExitCode}: {await error}");
        }
        catch (OperationCanceledException late)
        {
            browser.Kill(entireProcessTree: true);
            throw new TimeoutException($"chromium did not answer within {Patience.TotalMinutes} minutes.", late);
        }
    }
}
