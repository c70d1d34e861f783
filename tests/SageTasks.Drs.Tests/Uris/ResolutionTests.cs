using System.Net;
using SageTasks.ContractSuites;
using SageTasks.Drs.Tests.Scenes;
using SageTasks.Http;

namespace SageTasks.Drs.Tests.Uris;

/// <summary>From a URI to its server: by its host, by a known prefix, by a setting, or by the registries.</summary>
public sealed class ResolutionTests : IDisposable
{
    private const string Namespace = """{"prefix":"drs.42","_links":{"self":{"href":"x"},"namespace":{"href":"https://registry.api.identifiers.org/restApi/namespaces/77{?projection}"}}}""";
    private const string Resources = """
        {"_embedded":{"resources":[
          {"urlPattern":"https://old.example.org/ga4gh/drs/v1/objects/{$id}","providerCode":"old","official":false,"deprecated":true},
          {"urlPattern":"https://mirror.example.org/ga4gh/drs/v1/objects/{$id}","providerCode":"MIRROR","official":false},
          {"urlPattern":"https://drs.example.org/ga4gh/drs/v1/objects/{$id}","providerCode":"CURATOR","official":true}]}}
        """;

    private readonly HostsFile _hosts = new();
    private readonly ShiftedTime _time = new(TimeSpan.Zero);

    public void Dispose() => _hosts.Dispose();

    [Theory]
    [InlineData("drs://drs.example.org/314159", "https://drs.example.org/ga4gh/drs/v1", "314159")]
    [InlineData("drs://dg.4503:00e6", "https://gen3.biodatacatalyst.nhlbi.nih.gov/ga4gh/drs/v1", "00e6")]
    [InlineData("drs://dg.4503/00e6", "https://gen3.biodatacatalyst.nhlbi.nih.gov/ga4gh/drs/v1", "00e6")]
    [InlineData("drs://dg.ANV0:v1_x", "https://data.terra.bio/ga4gh/drs/v1", "v1_x")]
    [InlineData("drs://drs.anv0:v1_x", "https://data.terra.bio/ga4gh/drs/v1", "v1_x")]
    [InlineData("drs://dg.4DFC:x", "https://nci-crdc.datacommons.io/ga4gh/drs/v1", "x")]
    [InlineData("drs://dg.F82A1A:x", "https://data.kidsfirstdrc.org/ga4gh/drs/v1", "x")]
    [InlineData("drs://localhost:4500/x", "http://localhost:4500/ga4gh/drs/v1", "x")]
    public async Task Hosts_and_known_prefixes_cost_no_request(string uri, string endpoint, string id)
    {
        var address = await Servers().ResolveAsync(uri);

        Assert.Equal((endpoint, id), (address.Endpoint.AbsoluteUri, address.Id));
        Assert.Empty(_hosts.Seen);
    }

    [Fact]
    public async Task A_setting_for_a_host_or_a_prefix_leads_elsewhere()
    {
        var servers = Servers(options =>
        {
            options.Hosts["drs.example.org"] = new DrsClientOptions { Endpoint = new Uri("https://other.example.org/base") };
            options.Hosts["DG.4503"] = new DrsClientOptions { Endpoint = new Uri("http://127.0.0.1:9") };
        });

        Assert.Equal("https://other.example.org/base", (await servers.ResolveAsync("drs://drs.example.org/x")).Endpoint.AbsoluteUri);
        Assert.Equal("http://127.0.0.1:9/ga4gh/drs/v1", (await servers.ResolveAsync("drs://dg.4503:x")).Endpoint.AbsoluteUri);
    }

    [Fact]
    public async Task Settings_of_a_known_prefix_hold_for_its_host_without_naming_it()
    {
        var servers = Servers(options => options.Hosts["dg.4503"] = new DrsClientOptions { Token = "secret" });

        var address = await servers.ResolveAsync("drs://dg.4503:x");

        Assert.Equal("https://gen3.biodatacatalyst.nhlbi.nih.gov/ga4gh/drs/v1", address.Endpoint.AbsoluteUri);
        Assert.Equal("dg.4503", address.Host, ignoreCase: true);
    }

    [Fact]
    public async Task An_unknown_prefix_is_asked_for_once_a_day()
    {
        _hosts.Answer = Registry;
        var servers = Servers();

        var address = await servers.ResolveAsync("drs://drs.42:a/b");
        await servers.ResolveAsync("drs://DRS.42:c");

        Assert.Equal(("https://drs.example.org/ga4gh/drs/v1", "a/b"), (address.Endpoint.AbsoluteUri, address.Id));
        Assert.Equal(2, _hosts.Seen.Count);
        _time.Shift = TimeSpan.FromHours(25);
        await servers.ResolveAsync("drs://drs.42:d");
        Assert.Equal(4, _hosts.Seen.Count);
        Assert.Equal("mirror.example.org", (await servers.ResolveAsync("drs://mirror/drs.42:e")).Endpoint.Host);
    }

    [Fact]
    public async Task Where_the_first_registry_knows_nothing_the_second_is_asked()
    {
        _hosts.Answer = uri => uri.Host == "n2t.net"
            ? Text("# drs.42\ntype: scheme\nredirect: https://drs.example.org/ga4gh/drs/v1/objects/$id\n")
            : new HttpResponseMessage(HttpStatusCode.NotFound);

        var address = await Servers().ResolveAsync("drs://drs.42:x");

        Assert.Equal("https://drs.example.org/ga4gh/drs/v1", address.Endpoint.AbsoluteUri);
        Assert.Contains(_hosts.Seen, seen => seen is ("n2t.net", "/drs.42:", _));
    }

    [Fact]
    public async Task A_prefix_that_nobody_knows_says_what_to_do()
    {
        _hosts.Answer = _ => new HttpResponseMessage(HttpStatusCode.NotFound);

        var error = await Assert.ThrowsAsync<DrsResolutionException>(async () => await Servers().ResolveAsync("drs://drs.42:x"));

        Assert.Contains("Hosts[\"drs.42\"]", error.Message, StringComparison.Ordinal);
        var offline = Servers(options => (options.IdentifiersEndpoint, options.NameToThingEndpoint) = (null, null));
        await Assert.ThrowsAsync<DrsResolutionException>(async () => await offline.ResolveAsync("drs://drs.42:x"));
    }

    [Fact]
    public async Task A_registry_that_fails_is_not_taken_for_one_that_knows_nothing()
    {
        _hosts.Answer = uri => new HttpResponseMessage(uri.Host == "n2t.net" ? HttpStatusCode.NotFound : HttpStatusCode.InternalServerError);

        await Assert.ThrowsAsync<ServerFailureException>(async () => await Servers(options => options.Http.Retry.MaxAttempts = 1).ResolveAsync("drs://drs.42:x"));
    }

    [Fact]
    public async Task Only_allowed_hosts_are_asked()
    {
        _hosts.Answer = Registry;
        var servers = Servers(options =>
        {
            options.AllowedHosts.Add("good.example.org");
            options.Hosts["mine.example.org"] = new DrsClientOptions();
        });

        await servers.ResolveAsync("drs://good.example.org/x");
        await servers.ResolveAsync("drs://mine.example.org/x");
        var error = await Assert.ThrowsAsync<DrsResolutionException>(async () => await servers.ResolveAsync("drs://drs.42:x"));
        Assert.Contains("AllowedHosts", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DrsResolutionException>(async () => await servers.ResolveAsync("drs://evil.example.org/x"));
    }

    [Fact]
    public async Task A_registry_leads_not_to_this_machine_unless_the_caller_says_so()
    {
        _hosts.Answer = uri => uri.Host == "n2t.net" ? Text("redirect: https://localhost:8443/ga4gh/drs/v1/objects/$id\n") : new HttpResponseMessage(HttpStatusCode.NotFound);

        var error = await Assert.ThrowsAsync<DrsResolutionException>(async () => await Servers().ResolveAsync("drs://drs.42:x"));

        Assert.Contains("Hosts[\"localhost:8443\"]", error.Message, StringComparison.Ordinal);
        var named = Servers(options => options.Hosts["localhost:8443"] = new DrsClientOptions());
        Assert.Equal("https://localhost:8443/ga4gh/drs/v1", (await named.ResolveAsync("drs://drs.42:x")).Endpoint.AbsoluteUri);
        Assert.Equal("localhost:8443", (await Servers(options => options.Http.AllowLocalTargets = true).ResolveAsync("drs://drs.42:x")).Host);
    }

    [Fact]
    public async Task Settings_of_a_host_are_not_those_of_its_other_ports()
    {
        _hosts.Answer = uri => uri.Host == "n2t.net" ? Text("redirect: https://drs.example.org:8443/ga4gh/drs/v1/objects/$id\n") : new HttpResponseMessage(HttpStatusCode.NotFound);
        var servers = Servers(options => options.Hosts["drs.example.org"] = new DrsClientOptions { Token = "secret" });

        var address = await servers.ResolveAsync("drs://drs.42:x");
        _hosts.Answer = _ => Json("""{"id":"x"}""");
        await servers.ClientOf(address).GetObjectAsync("x");
        await servers.GetObjectAsync("drs://drs.example.org/x");

        Assert.Equal(("drs.example.org:8443", "drs.42"), (address.Host, address.Prefix));
        Assert.Null(_hosts.Seen.Single(seen => seen.Host == "drs.example.org:8443").Secret);
        Assert.Equal("Authorization: Bearer secret", _hosts.Seen.Single(seen => seen.Host == "drs.example.org").Secret);
        var allowing = Servers(options => options.AllowedHosts.Add("drs.example.org"));
        _hosts.Answer = uri => uri.Host == "n2t.net" ? Text("redirect: https://drs.example.org:8443/ga4gh/drs/v1/objects/$id\n") : new HttpResponseMessage(HttpStatusCode.NotFound);
        Assert.Contains("drs.example.org:8443", (await Assert.ThrowsAsync<DrsResolutionException>(async () => await allowing.ResolveAsync("drs://drs.42:x"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prefix_that_nobody_knows_is_not_asked_for_again_at_once()
    {
        _hosts.Answer = _ => new HttpResponseMessage(HttpStatusCode.NotFound);
        var servers = Servers();

        await Assert.ThrowsAsync<DrsResolutionException>(async () => await servers.ResolveAsync("drs://drs.42:x"));
        var requests = _hosts.Seen.Count;
        await Assert.ThrowsAsync<DrsResolutionException>(async () => await servers.ResolveAsync("drs://drs.42:y"));

        Assert.Equal(requests, _hosts.Seen.Count);
        _hosts.Answer = Registry;
        _time.Shift = TimeSpan.FromMinutes(6);
        Assert.Equal("drs.example.org", (await servers.ResolveAsync("drs://drs.42:x")).Host);
    }

    [Fact]
    public async Task An_address_with_a_query_is_none_of_an_object()
    {
        _hosts.Answer = uri => uri.Host == "n2t.net" ? Text("redirect: https://drs.example.org/ga4gh/drs/v1/objects/$id?x=1\n") : new HttpResponseMessage(HttpStatusCode.NotFound);

        var error = await Assert.ThrowsAsync<DrsResolutionException>(async () => await Servers().ResolveAsync("drs://drs.42:x"));

        Assert.Contains("no address of a DRS object", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_cannot_hold_are_refused_at_once()
    {
        var error = Assert.ThrowsAny<Exception>(() => Servers(options =>
        {
            options.PatternLifetime = TimeSpan.Zero;
            options.MaxBundleEntries = 0;
            options.Hosts["a.org"] = new DrsClientOptions { Token = "t", User = "u" };
            options.Hosts["b.org"] = new DrsClientOptions { Endpoint = new Uri("ftp://b.org") };
        }));

        Assert.All(["PatternLifetime", "MaxBundleEntries", "Hosts[\"a.org\"]", "Hosts[\"b.org\"]"], word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }

    private DrsServers Servers(Action<DrsOptions>? configure = null)
    {
        var options = new DrsOptions { Http = new ApiOptions { Handler = _hosts, Retry = new RetryOptions { BaseDelay = TimeSpan.FromMilliseconds(1) } } };
        configure?.Invoke(options);
        return new DrsServers(options, timeProvider: _time);
    }

    private static HttpResponseMessage? Registry(Uri uri) => uri.Host != "registry.api.identifiers.org" ? null : uri.AbsolutePath switch
    {
        "/restApi/namespaces/search/findByPrefix" => Json(Namespace),
        "/restApi/resources/search/findAllByNamespaceId" when uri.Query == "?id=77" => Json(Resources),
        _ => new HttpResponseMessage(HttpStatusCode.NotFound),
    };

    private static HttpResponseMessage Json(string json) => new(HttpStatusCode.OK) { Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") };

    private static HttpResponseMessage Text(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text) };
}
