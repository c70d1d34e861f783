namespace SageTasks.Tower.Tests.Client;

public sealed class TowerSettingsTests
{
    private static readonly Func<string, string?> Nothing = _ => null;

    [Fact]
    public void The_environment_fills_in_what_code_leaves_open()
    {
        var settings = TowerSettings.Resolve(new TowerClientOptions(), name => name switch
        {
            "TOWER_ACCESS_TOKEN" => "token",
            "TOWER_API_ENDPOINT" => "https://tower.example.org/api",
            "TOWER_WORKSPACE_ID" => "12",
            _ => null,
        });

        Assert.Equal("https://tower.example.org/api", settings.Endpoint.ToString());
        Assert.Equal(12, settings.WorkspaceId);
        Assert.NotNull(settings.Credential);
    }

    [Fact]
    public void What_code_says_wins_over_the_environment()
    {
        var options = new TowerClientOptions { Token = "mine", Endpoint = new Uri("https://mine.example.org/api"), Workspace = "Org/Space" };

        var settings = TowerSettings.Resolve(options, _ => "99");

        Assert.Equal("https://mine.example.org/api", settings.Endpoint.ToString());
        Assert.Equal("Org/Space", settings.Workspace);
        Assert.Null(settings.WorkspaceId);
    }

    [Fact]
    public void Without_anything_Seqera_Cloud_is_meant_and_a_token_is_asked_for()
    {
        var missing = Assert.Throws<ArgumentException>(() => TowerSettings.Resolve(new TowerClientOptions(), Nothing));

        Assert.Contains("TOWER_ACCESS_TOKEN", missing.Message, StringComparison.Ordinal);
        Assert.Equal("https://api.cloud.seqera.io/", TowerSettings.Resolve(new TowerClientOptions { Token = "t" }, Nothing).Endpoint.ToString());
    }

    [Theory]
    [InlineData("https://cloud.seqera.io", "website")]
    [InlineData("https://tower.nf/", "website")]
    [InlineData("ftp://tower.example.org", "https")]
    public void A_wrong_endpoint_is_named(string endpoint, string expected)
    {
        var options = new TowerClientOptions { Token = "t", Endpoint = new Uri(endpoint) };

        var wrong = Assert.Throws<ArgumentException>(() => TowerSettings.Resolve(options, Nothing));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_with_a_line_end_is_refused_without_showing_it()
    {
        var wrong = Assert.Throws<ArgumentException>(() => TowerSettings.Resolve(new TowerClientOptions { Token = "hunter2\n" }, Nothing));

        Assert.DoesNotContain("hunter2", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_does_not_travel_over_plain_http_to_another_machine()
    {
        var options = new TowerClientOptions { Token = "t", Endpoint = new Uri("http://tower.example.org/api") };

        var wrong = Assert.Throws<ArgumentException>(() => new TowerClient(options));

        Assert.Contains("http://tower.example.org/api", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("AllowInsecureHttp", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var options = new TowerClientOptions { Endpoint = new Uri("https://tower.nf"), WorkspaceId = 1, Workspace = "A/B" };

        var wrong = Assert.Throws<ArgumentException>(() => TowerSettings.Resolve(options, Nothing));

        Assert.Contains("token", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("website", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("not both", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workspace_that_is_no_number_is_named_with_the_option_for_names()
    {
        var wrong = Assert.Throws<ArgumentException>(() => TowerSettings.Resolve(
            new TowerClientOptions { Token = "t" }, name => name == "TOWER_WORKSPACE_ID" ? "Sage/genomics" : null));

        Assert.Contains("Workspace", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("Sage/genomics", wrong.Message, StringComparison.Ordinal);
    }
}
