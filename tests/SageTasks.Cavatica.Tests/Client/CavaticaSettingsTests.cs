using Microsoft.Extensions.DependencyInjection;
using SageTasks.ContractSuites;
using SageTasks.Runs;

namespace SageTasks.Cavatica.Tests.Client;

public sealed class CavaticaSettingsTests : IDisposable
{
    private const string Credentials = """
        [default]
        api_endpoint = https://api.sbgenomics.com/v2
        auth_token = default-token-1

        [cgc]
        api_endpoint = https://cgc-api.sbgenomics.com/v2
        auth_token = cgc-token-12345
        """;

    private static readonly Func<string, string?> Nothing = _ => null;

    private readonly TemporaryFolder _folder = new();

    private string CredentialsFile
    {
        get
        {
            var path = Path.Combine(_folder.Path, "credentials");
            File.WriteAllText(path, Credentials);
            return path;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_environment_comes_before_the_default_profile()
    {
        var settings = CavaticaSettings.Resolve(new CavaticaClientOptions { CredentialsFile = CredentialsFile }, name => name switch
        {
            "SB_AUTH_TOKEN" => "token-of-environment",
            "SB_API_ENDPOINT" => "https://eu-api.sbgenomics.com/v2",
            _ => null,
        });

        Assert.Equal("https://eu-api.sbgenomics.com/v2", settings.Endpoint.ToString());
    }

    [Fact]
    public void Without_it_the_default_profile_gives_token_and_endpoint() =>
        Assert.Equal("https://api.sbgenomics.com/v2", CavaticaSettings.Resolve(new CavaticaClientOptions { CredentialsFile = CredentialsFile }, Nothing).Endpoint.ToString());

    [Fact]
    public void A_named_profile_comes_before_the_environment()
    {
        var settings = CavaticaSettings.Resolve(new CavaticaClientOptions { Profile = "cgc", CredentialsFile = CredentialsFile }, _ => "https://elsewhere.example.org");

        Assert.Equal("https://cgc-api.sbgenomics.com/v2", settings.Endpoint.ToString());
        Assert.Equal("https://cgc-ga4gh-api.sbgenomics.com/", settings.Ga4gh.ToString());
    }

    [Fact]
    public void A_profiles_token_does_not_go_to_another_host()
    {
        var options = new CavaticaClientOptions { Profile = "cgc", CredentialsFile = CredentialsFile, Endpoint = CavaticaClientOptions.CavaticaEndpoint };

        Assert.Contains("belongs to", Assert.Throws<ArgumentException>(() => CavaticaSettings.Resolve(options, Nothing)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://cavatica-api.sbgenomics.com/v2", "https://cavatica-ga4gh-api.sbgenomics.com/")]
    [InlineData("https://api.sb.biodatacatalyst.nhlbi.nih.gov/v2", "https://ga4gh-api.sb.biodatacatalyst.nhlbi.nih.gov/")]
    [InlineData("http://127.0.0.1:8080/v2", "http://127.0.0.1:8080/")]
    public void The_hosts_of_GA4GH_follow_from_the_endpoint(string endpoint, string expected) =>
        Assert.Equal(expected, CavaticaSettings.Resolve(new CavaticaClientOptions { Token = "token-12", Endpoint = new Uri(endpoint), CredentialsFile = "none" }, Nothing).Ga4gh.ToString());

    [Theory]
    [InlineData("https://cavatica.sbgenomics.com", "website")]
    [InlineData("ftp://x.example.org", "https")]
    [InlineData("http://api.example.org/v2", "AllowInsecureHttp")]
    public void A_wrong_endpoint_is_named(string endpoint, string expected)
    {
        var options = new CavaticaClientOptions { Token = "token-12", Endpoint = new Uri(endpoint), CredentialsFile = "none" };

        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => CavaticaSettings.Resolve(options, Nothing)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_anything_a_token_is_asked_for_and_none_is_ever_shown()
    {
        var missing = Assert.Throws<ArgumentException>(() => CavaticaSettings.Resolve(new CavaticaClientOptions { CredentialsFile = "none" }, Nothing));
        var wrong = Assert.Throws<ArgumentException>(() => CavaticaSettings.Resolve(new CavaticaClientOptions { Token = "hunter2\n" }, Nothing));

        Assert.Contains("SB_AUTH_TOKEN", missing.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_that_is_not_there_is_named() =>
        Assert.Contains("[other]", Assert.Throws<ArgumentException>(
            () => CavaticaSettings.Resolve(new CavaticaClientOptions { Profile = "other", CredentialsFile = CredentialsFile }, Nothing)).Message, StringComparison.Ordinal);

    [Fact]
    public void Client_and_guard_side_are_added_once_and_by_name()
    {
        using var services = new ServiceCollection().AddSageTasks()
            .AddCavatica(options => (options.Token, options.CredentialsFile) = ("token-12", "none"))
            .AddCavatica("cgc", options => (options.Profile, options.CredentialsFile) = ("cgc", CredentialsFile), new CavaticaRunsOptions { Project = "ann/p" })
            .Services.BuildServiceProvider();

        Assert.Same(services.GetRequiredService<CavaticaRuns>(), services.GetRequiredService<IRunPlatform<TaskRequest>>());
        Assert.IsType<CavaticaStore>(services.GetRequiredService<Storage.ObjectStores>().SourceOf(Storage.Location.Parse("sbg://ann/p/a.txt")));
        Assert.Equal("cgc-api.sbgenomics.com", services.GetRequiredKeyedService<CavaticaClient>("cgc").Endpoint.Host);
        Assert.NotNull(services.GetRequiredKeyedService<IRunPlatform<TaskRequest>>("cgc"));
    }
}
