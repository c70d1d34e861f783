using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SageTasks.Runs;
using SageTasks.Wes.Tests.Stubs;

namespace SageTasks.Wes.Tests.Client;

public sealed class WesSettingsTests
{
    [Fact]
    public void The_environment_fills_in_what_the_code_leaves_open()
    {
        var settings = WesSettings.Resolve(new WesClientOptions(), name => name switch { "WES_ENDPOINT" => "https://host/ga4gh/wes/v1", "WES_TOKEN" => "from-the-environment", _ => null });

        Assert.Equal("https://host/ga4gh/wes/v1", settings.Endpoint.ToString());
        Assert.Equal("Authorization", settings.Credential!.HeaderName);
        Assert.DoesNotContain("environment", settings.Credential.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "WES_ENDPOINT")]
    [InlineData("nonsense", "nonsense")]
    [InlineData("ftp://host/", "https")]
    [InlineData("https://host/ga4gh/wes/v1/runs", "leave out")]
    [InlineData("https://host/ga4gh/wes/v1/service-info", "leave out")]
    public void An_address_that_cannot_be_used_is_told(string? endpoint, string word)
    {
        var wrong = Assert.Throws<OptionsValidationException>(() => WesSettings.Resolve(new WesClientOptions(), name => name == "WES_ENDPOINT" ? endpoint : null));

        Assert.Contains(word, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_and_headers_of_the_servers_own_are_sent()
    {
        var stub = new StubWes().On("GET", "/runs/a", """{"run_id":"a"}""");

        await StubWes.Client(stub, options => (options.UserName, options.Password) = ("sage", "pw")).GetRunAsync("a");
        await StubWes.Client(stub, options => options.TokenProvider = _ => ValueTask.FromResult("renewed")).GetRunAsync("a");

        Assert.Equal(["Basic c2FnZTpwdw==", "Bearer renewed"], stub.Sent.Select(sent => sent.Authorization));
        Assert.Equal("X-SBG-Auth-Token", WesSettings.Resolve(new WesClientOptions { Endpoint = StubWes.Endpoint, Token = "t", TokenHeader = "X-SBG-Auth-Token" }).Credential!.HeaderName);
        Assert.Throws<OptionsValidationException>(() => WesSettings.Resolve(new WesClientOptions { Endpoint = StubWes.Endpoint, Token = "a b" }));
    }

    [Fact]
    public void One_call_adds_client_and_guard_side_and_several_servers_are_told_apart_by_their_names()
    {
        using var services = new ServiceCollection().AddSageTasks()
            .AddWes(options => options.Endpoint = StubWes.Endpoint)
            .AddWes("own", options => options.Endpoint = new Uri("https://own.example.org"))
            .Services.BuildServiceProvider();

        Assert.Equal(StubWes.Endpoint, services.GetRequiredService<WesClient>().Endpoint);
        Assert.Same(services.GetRequiredService<WesRuns>(), services.GetRequiredService<IRunPlatform<WesRunRequest>>());
        Assert.Equal("own.example.org", services.GetRequiredKeyedService<WesClient>("own").Endpoint.Host);
        Assert.NotNull(services.GetRequiredKeyedService<IRunPlatform<WesRunRequest>>("own"));
    }
}
