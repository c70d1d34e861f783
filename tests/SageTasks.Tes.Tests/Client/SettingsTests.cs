using SageTasks.Tes.Tests.Stubs;

namespace SageTasks.Tes.Tests.Client;

public sealed class SettingsTests
{
    private static readonly Uri Endpoint = new("https://tes.example.org");

    [Fact]
    public void The_environment_of_Funnels_tools_fills_in_what_code_leaves_open()
    {
        var settings = TesSettings.Resolve(new TesClientOptions(), name => name switch
        {
            "FUNNEL_SERVER" => "https://funnel.example.org:8000",
            "FUNNEL_SERVER_USER" => "ada",
            "FUNNEL_SERVER_PASSWORD" => "lovelace",
            _ => null,
        });

        Assert.Equal("https://funnel.example.org:8000/", settings.Endpoint.ToString());
        Assert.Equal("Authorization: Basic ***", settings.Credential!.ToString());
    }

    [Fact]
    public void The_environment_names_any_server_and_its_token_before_Funnels()
    {
        var settings = TesSettings.Resolve(new TesClientOptions(), name => name switch
        {
            "TES_ENDPOINT" => "https://tes.example.org/v1",
            "TES_TOKEN" => "t",
            _ => "ada",
        });

        Assert.Equal("https://tes.example.org/v1", settings.Endpoint.ToString());
        Assert.Equal("Authorization: Bearer ***", settings.Credential!.ToString());
    }

    [Fact]
    public void The_token_of_the_environment_stays_where_code_names_a_user()
    {
        var settings = TesSettings.Resolve(new TesClientOptions { Endpoint = Endpoint, User = "ada", Password = "lovelace" }, _ => "t");

        Assert.Equal("Authorization: Basic ***", settings.Credential!.ToString());
    }

    [Fact]
    public void What_code_says_wins_over_the_environment()
    {
        var settings = TesSettings.Resolve(new TesClientOptions { Endpoint = Endpoint, Token = "t" }, _ => "ada");

        Assert.Equal(Endpoint, settings.Endpoint);
        Assert.Equal("Authorization: Bearer ***", settings.Credential!.ToString());
    }

    [Fact]
    public void A_server_that_asks_nobody_needs_no_credential() =>
        Assert.Null(TesSettings.Resolve(new TesClientOptions { Endpoint = Endpoint }, _ => null).Credential);

    [Fact]
    public async Task Token_password_and_neither_are_sent_as_they_should()
    {
        Assert.Equal("Bearer stub-token", await Sent(_ => { }));
        Assert.Equal("Bearer fresh", await Sent(options => (options.Token, options.TokenProvider) = (null, _ => new("fresh"))));
        Assert.Equal("Basic YWRhOmxvdmVsYWNl", await Sent(options => (options.Token, options.User, options.Password) = (null, "ada", "lovelace")));
        Assert.Null(await Sent(options => options.Token = null));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var wrong = Assert.Throws<ArgumentException>(() => TesSettings.Resolve(
            new TesClientOptions { Endpoint = new Uri("http://tes.example.org"), Token = "t", User = "ada" }, _ => null));

        Assert.Contains("AllowInsecureHttp", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("not both", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "TES_ENDPOINT or FUNNEL_SERVER")]
    [InlineData("FUNNEL_SERVER", "not an address", "FUNNEL_SERVER is 'not an address'")]
    [InlineData("TES_ENDPOINT", "not an address", "TES_ENDPOINT is 'not an address'")]
    public void A_missing_or_wrong_endpoint_is_named(string? variable, string? text, string expected)
    {
        var wrong = Assert.Throws<ArgumentException>(() => TesSettings.Resolve(new TesClientOptions(), name => name == variable ? text : null));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_user_without_a_password_is_refused_and_a_token_with_a_line_end_is_not_shown()
    {
        var user = Assert.Throws<ArgumentException>(() => TesSettings.Resolve(new TesClientOptions { Endpoint = Endpoint, User = "ada" }, _ => null));
        var token = Assert.Throws<ArgumentException>(() => new TesClient(new TesClientOptions { Endpoint = Endpoint, Token = "hunter2\n" }));

        Assert.Contains("password", user.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", token.Message, StringComparison.Ordinal);
    }

    private static async Task<string?> Sent(Action<TesClientOptions> configure)
    {
        var server = StubTes.Standard();
        await server.Client(configure).GetServiceInfoAsync();
        return server.Requests[^1].Authorization;
    }
}
