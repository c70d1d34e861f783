using SageTasks.Testing;

namespace SageTasks.Cli.Tests.Settings;

public sealed class ConfigurationTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("file")]
    [InlineData("-")]
    public async Task A_profile_says_where_and_a_file_or_standard_input_holds_the_token(string from)
    {
        await using var synapse = await LocalSynapse.StartAsync();
        var id = synapse.CreateProject("Reads");
        var token = from == "-" ? "-" : _shell.Write("token", synapse.Token + "\n");
        var config = Config($$"""{ "SYNAPSE_ENDPOINT": "{{synapse.Url}}", "SYNAPSE_AUTH_TOKEN_FILE": "{{token}}" }""");

        var code = await _shell.RunAsync(from == "-" ? synapse.Token : "", ["ls", $"syn://{id}/", "--config", config, "--profile", "lab"]);

        Assert.True(code == 0, _shell.Error);
        Assert.Contains("0 objects", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environment_goes_before_the_default_profile_and_a_chosen_profile_before_it()
    {
        _shell.Write("config/sagetasks/config.json", """
            { "profiles": { "default": { "environment": { "SYNAPSE_ENDPOINT": "nothing" } }, "lab": { "environment": { "SYNAPSE_ENDPOINT": "neither" } } } }
            """);
        _shell.Set("SYNAPSE_ENDPOINT", "of the environment");

        await _shell.RunAsync("ls", "syn://syn1/");
        Assert.Contains("'of the environment'", _shell.Error, StringComparison.Ordinal);
        await _shell.RunAsync("ls", "syn://syn1/", "--profile", "lab");
        Assert.Contains("'neither'", _shell.Error, StringComparison.Ordinal);
        _shell.Set("SYNAPSE_ENDPOINT", null);
        await _shell.RunAsync("ls", "syn://syn1/");
        Assert.Contains("'nothing'", _shell.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SYNAPSE_AUTH_TOKEN")]
    [InlineData("PGPASSWORD")]
    public async Task A_secret_in_the_file_is_refused_and_not_repeated(string name)
    {
        var config = Config($$"""{ "{{name}}": "abc123" }""");

        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("ls", ".", "--config", config, "--profile", "lab"));

        Assert.Contains($"{name}_FILE", _shell.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("abc123", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_said()
    {
        var config = Config("{}");

        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("ls", ".", "--config", _shell["absent.json"]));
        Assert.Contains("There is no configuration file", _shell.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("ls", ".", "--config", config, "--profile", "other"));
        Assert.Contains("no profile 'other'. It has: lab", _shell.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("ls", ".", "--config", _shell.Write("broken.json", "{")));
        Assert.Contains("is not a configuration file", _shell.Error, StringComparison.Ordinal);
    }

    private string Config(string environment) => _shell.Write("config.json", $$"""{ "profiles": { "lab": { "environment": {{environment}} } } }""");
}
