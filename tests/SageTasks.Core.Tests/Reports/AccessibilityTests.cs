using System.Diagnostics;
using SageTasks.ContractSuites;

namespace SageTasks.Core.Tests.Reports;

/// <summary>The report as axe-core judges it in Chromium: names, roles, landmarks, order, contrast and what else keeps people out.</summary>
[RequiresServer("axe")]
public sealed class AccessibilityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ServerTheory]
    [InlineData("--blink-settings=preferredColorScheme=1")]
    [InlineData("--blink-settings=preferredColorScheme=0")]
    [InlineData("--window-size=400,800")]
    public async Task Nothing_keeps_anybody_from_the_page(string option)
    {
        var (code, found) = await LookAsync(Records.Everything().ToHtml(), option);

        Assert.True(code == 0, found);
    }

    [ServerFact]
    public async Task What_keeps_people_out_is_found()
    {
        var (code, found) = await LookAsync("<!DOCTYPE html><html><head><title>Faint</title></head><body><main><p style='color: #ddd; background: #fff'>Hardly to be seen</p></main></body></html>");

        Assert.Equal(1, code);
        Assert.Contains("color-contrast", found, StringComparison.Ordinal);
        Assert.Contains("html-has-lang", found, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Found)> LookAsync(string page, params string[] options)
    {
        var file = Path.Combine(_folder.Path, "page.html");
        await File.WriteAllTextAsync(file, page);
        using var axe = Process.Start(new ProcessStartInfo("bash", [LocalServer.Script("axe"), "look", file, .. options]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var found = await axe.StandardOutput.ReadToEndAsync();
        await axe.WaitForExitAsync();
        return (axe.ExitCode, found);
    }
}
