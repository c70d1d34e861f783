using System.Diagnostics;
using System.Text.Json;

namespace SageTasks.Cli.Tests.Serve;

/// <summary>The command as others start it: a process of its own.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Platforms_are_hosted_saved_as_a_profile_and_used_by_it_until_the_signal()
    {
        var config = _shell["config.json"];
        using var serve = Start("serve", "--s3", "0", "--tes", "0", "--bucket", "reads", "--save-profile", "lab", "--config", config, "-o", "json");
        var ready = JsonDocument.Parse((await serve.StandardOutput.ReadLineAsync())!).RootElement.GetProperty("environment");

        Assert.Equal(0, await _shell.RunAsync("cp", _shell.Write("a.txt", "ACGT"), "s3://reads/", "--profile", "lab", "--config", config));
        Assert.Equal(0, await _shell.RunAsync("doctor", "s3://reads/", "--profile", "lab", "--config", config));

        Assert.Contains("ok       TES: ", _shell.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(ready.GetProperty("AWS_SECRET_ACCESS_KEY").GetString()!, await File.ReadAllTextAsync(config), StringComparison.Ordinal);
        using var signal = Process.Start("kill", ["-INT", serve.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await serve.WaitForExitAsync();
        Assert.Equal(0, serve.ExitCode);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Shells_complete_by_asking_the_command(string shell)
    {
        Assert.Equal(0, await _shell.RunAsync("completion", shell));
        Assert.Contains("[suggest:", _shell.Output, StringComparison.Ordinal);

        using var asked = Start("[suggest:14]", "sagetasks tes ");
        var suggestions = await asked.StandardOutput.ReadToEndAsync();

        Assert.Contains("explain", suggestions, StringComparison.Ordinal);
    }

    private static Process Start(params string[] args) => Process.Start(new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. args])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    })!;
}
