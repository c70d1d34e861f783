using Microsoft.Extensions.DependencyInjection;
using SageTasks.Synapse.Tests.Fixtures;

namespace SageTasks.Synapse.Tests.Client;

public sealed class OptionsTests : IDisposable
{
    private readonly string _config = Path.GetTempFileName();

    [Fact]
    public void A_missing_token_is_told_with_everywhere_it_can_be_set()
    {
        var refused = Assert.Throws<ArgumentException>(() => new SynapseClient(new SynapseClientOptions { ConfigFile = "" }));

        Assert.Contains("SYNAPSE_AUTH_TOKEN", refused.Message, StringComparison.Ordinal);
        Assert.Contains("synapseConfig", refused.Message, StringComparison.Ordinal);
        Assert.Contains("AllowAnonymous", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[authentication]\nauthtoken = file-token\n")]
    [InlineData("#a remark\n[cache]\nauthtoken = wrong\n[default]\nusername=me\nauthtoken=file-token\n")]
    public async Task The_token_is_read_from_the_clients_configuration_file(string text)
    {
        await File.WriteAllTextAsync(_config, text);
        using var stub = new StubSynapse().Answer("""{"ownerId":"1"}""");

        await stub.Client(options => (options.Token, options.ConfigFile) = (null, _config)).GetMyProfileAsync();

        Assert.Equal("Bearer file-token", stub.Requests[0].Authorization);
    }

    [Fact]
    public async Task A_token_in_code_wins()
    {
        await File.WriteAllTextAsync(_config, "[authentication]\nauthtoken=file-token\n");
        using var stub = new StubSynapse().Answer("""{"ownerId":"1"}""");

        await stub.Client(options => options.ConfigFile = _config).GetMyProfileAsync();

        Assert.Equal("Bearer secret-token", stub.Requests[0].Authorization);
    }

    [Fact]
    public async Task Without_a_token_only_anonymous_access_that_was_asked_for_is_made()
    {
        using var stub = new StubSynapse().Answer("""{"ownerId":"273950","userName":"anonymous"}""");

        await stub.Client(options => (options.Token, options.ConfigFile, options.AllowAnonymous) = (null, "", true)).GetMyProfileAsync();

        Assert.Null(stub.Requests[0].Authorization);
    }

    [Theory]
    [InlineData("http://synapse.example", "AllowInsecureHttp")]
    [InlineData("ftp://synapse.example", "Endpoint must be an absolute http or https address")]
    [InlineData("https://www.synapse.org", "is the web site")]
    [InlineData("https://repo-prod.prod.sagebase.org/repo/v1", "RepoEndpoint")]
    public void A_token_over_an_insecure_or_wrong_address_is_refused_with_what_to_do(string endpoint, string expected)
    {
        var refused = Assert.Throws<ArgumentException>(() => new SynapseClient(new SynapseClientOptions { Token = "secret-token", Endpoint = new Uri(endpoint) }));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.Contains(endpoint, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-token", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "https://synapse.example.org", "https://synapse.example.org/", "")]
    [InlineData("https://code.example.org", "https://synapse.example.org", "https://code.example.org/", "")]
    [InlineData(null, " ", null, "")]
    [InlineData(null, "nowhere", null, "SYNAPSE_ENDPOINT is 'nowhere'")]
    public void The_server_is_read_from_the_environment_where_code_names_none(string? code, string variable, string? expected, string failure)
    {
        var failures = new List<string>();
        var options = new SynapseClientOptions { Endpoint = code is null ? null : new Uri(code) };

        var endpoint = SynapseSettings.EndpointOf(options, failures, name => name == "SYNAPSE_ENDPOINT" ? variable : null);

        Assert.Equal(expected, endpoint?.ToString());
        Assert.Equal(failure.Length > 0, failures.Exists(line => line.StartsWith(failure, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_client_is_registered_plain_and_keyed()
    {
        var services = new ServiceCollection();
        services.AddSageTasks()
            .AddSynapse(options => options.Token = "a")
            .AddSynapse("staging", options => (options.Token, options.Endpoint) = ("b", new Uri("https://staging.example")));
        using var provider = services.BuildServiceProvider();

        Assert.Same(provider.GetRequiredService<SynapseClient>(), provider.GetRequiredService<SynapseClient>());
        Assert.NotSame(provider.GetRequiredService<SynapseClient>(), provider.GetRequiredKeyedService<SynapseClient>("staging"));
        Assert.NotNull(provider.GetRequiredService<SynapseFiles>());
        Assert.NotNull(provider.GetRequiredService<SynapseTables>());
    }

    public void Dispose() => File.Delete(_config);
}
