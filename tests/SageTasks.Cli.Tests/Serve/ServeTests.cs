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
    [InlineData("--bucket BAD_bucket_", "--bucket 'BAD_bucket_' is no name that the stores take")]
    [InlineData("--azure 0 --bucket a.dot", "--bucket 'a.dot' is no name that the stores take")]
    [InlineData("--bucket my_bucket", "write 3 to 63 small letters, digits, hyphens and dots, a letter")]
    [InlineData("--objects absent", "--objects absent: there is no such folder")]
    [InlineData("--pipeline nothing", "--pipeline 'nothing': write URL=COMMAND")]
    [InlineData("--app nothing", "--app 'nothing': write OWNER/PROJECT/APP=COMMAND")]
    [InlineData("--wes 0 --wes-on-tes", "--wes-on-tes: host both")]
    [InlineData("--save-profile ../lab", "--save-profile '../lab' is no name of a profile")]
    public async Task What_is_wrong_is_said_before_anything_is_hosted(string options, string problem)
    {
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync(["serve", "--s3", "0", .. options.Split(' ')]));

        Assert.Contains(problem, _shell.Error, StringComparison.Ordinal);
        Assert.Empty(_shell.Output);
    }

    [Fact]
    public void A_bucket_is_named_by_the_rules_of_the_stores_that_are_hosted()
    {
        new HostSettings { Gcs = 0, Buckets = ["my_bucket", "a.dot"] }.Check();

        Assert.Throws<FormatException>(() => new HostSettings { Gcs = 0, S3 = 0, Buckets = ["my_bucket"] }.Check());
        Assert.Throws<FormatException>(() => new HostSettings { Buckets = ["a.dot"] }.Check());
    }

    [Fact]
    public async Task A_profile_that_somebody_wrote_is_never_replaced()
    {
        const string Written = """{ "profiles": { "lab": { "environment": { "TOWER_WORKSPACE_ID": "7" } } } }""";
        var config = _shell.Write("config.json", Written);
        var commented = _shell.Write("commented.json", """{ "profiles": { } } // the servers of the institute""");

        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("serve", "--s3", "0", "--save-profile", "lab", "--config", config));
        Assert.Contains("has a profile 'lab' that serve did not write. Take another name", _shell.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("serve", "--s3", "0", "--save-profile", "lab", "--config", commented));
        Assert.Contains("holds comments, which would be lost", _shell.Error, StringComparison.Ordinal);

        Assert.Equal(Written, await File.ReadAllTextAsync(config));
    }

    [Fact]
    public void A_profile_that_serve_wrote_is_replaced_and_all_else_stays()
    {
        var config = _shell.Write("config.json", """{ "profiles": { "lab": { "drsHosts": { "é.example.org": { "tokenFile": "a" } } } } }""");
        SavedProfile.Write(config, "try", new Dictionary<string, string> { ["TES_ENDPOINT"] = "http://localhost:1", ["WES_ENDPOINT"] = "http://localhost:2" });

        SavedProfile.Write(config, "try", new Dictionary<string, string> { ["TES_ENDPOINT"] = "http://localhost:3", ["TES_TOKEN"] = "abc123" });

        var profiles = ConfigurationFile.ReadAll(config);
        Assert.Equal("a", profiles["lab"].DrsHosts["é.example.org"].TokenFile);
        Assert.Equal(["TES_ENDPOINT", "TES_TOKEN_FILE"], profiles["try"].Environment.Keys);
        Assert.Equal("http://localhost:3", profiles["try"].Environment["TES_ENDPOINT"]);
        Assert.DoesNotContain("environment", JsonDocument.Parse(File.ReadAllText(config)).RootElement.GetProperty("profiles").GetProperty("lab").EnumerateObject().Select(member => member.Name));
    }

    private static Process Start(params string[] args) => Process.Start(new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. args])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    })!;
}
