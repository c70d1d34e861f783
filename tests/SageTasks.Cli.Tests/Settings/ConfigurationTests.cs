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

    [Fact]
    public async Task A_profile_may_hold_either_part_alone()
    {
        await using var drs = await LocalDrs.StartAsync();
        drs.Add(new LocalDrsObject { Id = "reads" }, "ACGT"u8.ToArray());
        var uri = $"drs://{drs.Authority}/reads";

        var variables = _shell.Write("variables.json", """{ "profiles": { "lab": { "environment": { "TOWER_WORKSPACE_ID": "7" } } } }""");
        Assert.True(await _shell.RunAsync("stat", uri, "--config", variables, "--profile", "lab") == 0, _shell.Error);
        Assert.True(await _shell.RunAsync("drs", "resolve", uri, "--config", variables, "--profile", "lab") == 0, _shell.Error);
        Assert.True(await _shell.RunAsync("doctor", "--config", variables, "--profile", "lab") == 0, _shell.Error);

        var hosts = _shell.Write("hosts.json", $$"""{ "profiles": { "lab": { "drsHosts": { "data.example.org": { "endpoint": "{{drs.Url}}" } } } } }""");
        Assert.True(await _shell.RunAsync("stat", "drs://data.example.org/reads", "--config", hosts, "--profile", "lab") == 0, _shell.Error);
        Assert.Contains("4 (4 B)", _shell.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "profiles": { "lab": { "enviroment": {} } } }""", "profiles.lab has 'enviroment', which is no setting; there are: environment, drsHosts, madeBy")]
    [InlineData("""{ "profiles": { "lab": { "drsHosts": { "h": { "token": "abc123" } } } } }""", "profiles.lab.drsHosts.h has 'token', which is no setting; there are: endpoint, tokenFile")]
    [InlineData("""{ "profile": {} }""", "it has 'profile', which is no setting; there are: profiles")]
    [InlineData("""{ "profiles": { "lab": { "environment": { "TOWER_WORKSPACE_ID": 7 } } } }""", "profiles.lab.environment.TOWER_WORKSPACE_ID must be text in quotes")]
    [InlineData("""{ "profiles": { "lab": { "drsHosts": { "h": null } } } }""", "profiles.lab.drsHosts.h must be settings in braces")]
    [InlineData("""{ "profiles": { "lab": { "drsHosts": { "h": { "endpoint": "drs.example.org" } } } } }""", "profiles.lab.drsHosts.h.endpoint is 'drs.example.org', which is no address")]
    [InlineData("""{ "profiles": { "lab": { "drsHosts": { "h": { "tokenFile": "-" } } } } }""", "profiles.lab.drsHosts.h.tokenFile must name a file")]
    [InlineData("null", "it must be settings in braces")]
    [InlineData("{}", "it has no profiles")]
    public async Task What_a_file_may_not_hold_is_named(string file, string problem)
    {
        Assert.Equal(ExitCode.WrongUse, await _shell.RunAsync("ls", ".", "--config", _shell.Write("config.json", file), "--profile", "lab"));

        Assert.Contains($"is not a configuration file: {problem}", _shell.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("abc123", _shell.Error, StringComparison.Ordinal);
    }

    private string Config(string environment) => _shell.Write("config.json", $$"""{ "profiles": { "lab": { "environment": {{environment}} } } }""");
}
