using SageTasks.Drs.Tests.Scenes;
using SageTasks.Http;
using SageTasks.Storage;
using SageTasks.Testing;

namespace SageTasks.Drs.Tests.Client;

/// <summary>A credential goes to the server that it was made for, and nowhere else.</summary>
public sealed class CredentialTests
{
    [Theory]
    [InlineData("https://repo-prod.prod.sagebase.org", "Authorization: Bearer")]
    [InlineData("https://cavatica-ga4gh-api.sbgenomics.com", "X-SBG-Auth-Token:")]
    [InlineData("https://cgc-ga4gh-api.sbgenomics.com", null)]
    [InlineData("https://repo-prod.prod.sagebase.org.evil.org", null)]
    [InlineData("http://repo-prod.prod.sagebase.org", null)]
    [InlineData("https://repo-prod.prod.sagebase.org:8443", null)]
    [InlineData("https://drs.example.org", null)]
    public void Tokens_of_the_environment_are_for_their_own_hosts(string endpoint, string? header)
    {
        var settings = DrsSettings.Resolve(new DrsClientOptions { Endpoint = new Uri(endpoint) }, environment: name => $"value-of-{name}");

        Assert.Equal(header is null, settings.Credential is null);
        Assert.StartsWith(header ?? "", settings.Credential?.ToString() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void What_code_says_goes_before_the_environment()
    {
        var own = new DrsClientOptions { Endpoint = new Uri("https://cavatica-ga4gh-api.sbgenomics.com"), TokenProvider = _ => ValueTask.FromResult("t"), TokenHeader = "X-Mine" };
        var basic = new DrsClientOptions { Endpoint = new Uri("https://drs.example.org"), User = "u", Password = "p" };

        Assert.StartsWith("X-Mine:", DrsSettings.Resolve(own, environment: _ => "other").Credential!.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("Authorization: Basic", DrsSettings.Resolve(basic).Credential!.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new DrsClient(new DrsClientOptions()));
    }

    [Fact]
    public async Task A_token_reaches_its_server_and_never_the_host_of_the_bytes()
    {
        await using var drs = await LocalDrs.StartAsync(new LocalDrsOptions { RequiresToken = true });
        using var hosts = new HostsFile().With("drs.example.org", drs.Url).With("other.example.org", drs.Url);
        var options = new DrsOptions { Http = new ApiOptions { Handler = hosts, AllowInsecureHttp = true } };
        options.Hosts["drs.example.org"] = new DrsClientOptions { Token = drs.Token };
        var servers = new DrsServers(options);
        var id = drs.Add(new LocalDrsObject { Name = "x" }, "ACGT"u8.ToArray());
        var store = new DrsStore(servers);

        await Assert.ThrowsAsync<AccessDeniedException>(() => servers.GetObjectAsync($"drs://other.example.org/{id}"));
        var refused = await Assert.ThrowsAsync<TransferException>(() => store.OpenAsync(Location.Parse($"drs://drs.example.org/{id}"), ByteRange.All, null));

        Assert.Contains("on this machine", refused.Message, StringComparison.Ordinal);
        Assert.All(hosts.Seen.Where(seen => seen.Host != "drs.example.org"), seen => Assert.Null(seen.Secret));
        Assert.Contains(hosts.Seen, seen => seen.Host == "drs.example.org" && seen.Secret == $"Authorization: Bearer {drs.Token}");
    }

    [Fact]
    public async Task A_signed_address_is_read_without_the_token()
    {
        await using var drs = await LocalDrs.StartAsync(new LocalDrsOptions { RequiresToken = true, Personality = DrsPersonality.Cavatica });
        using var hosts = new HostsFile();
        var options = new DrsOptions { Http = new ApiOptions { Handler = hosts } };
        options.Hosts[drs.Authority] = new DrsClientOptions { Token = drs.Token, TokenHeader = "X-SBG-Auth-Token" };
        var id = drs.Add(new LocalDrsObject { Name = "x" }, "ACGT"u8.ToArray());

        await using var body = await new DrsStore(new DrsServers(options)).OpenAsync(Location.Parse($"drs://{drs.Authority}/{id}"), ByteRange.All, null);

        Assert.Equal('A', body.Stream.ReadByte());
        Assert.Null(Assert.Single(hosts.Seen, seen => seen.Path.StartsWith("/bytes/", StringComparison.Ordinal)).Secret);
        Assert.Equal(2, hosts.Seen.Count(seen => seen.Secret == $"X-SBG-Auth-Token: {drs.Token}"));
    }

    [Fact]
    public void No_text_shows_what_grants_access()
    {
        var url = new DrsAccessUrl { Url = "https://b.org/x?X-Amz-Signature=abcdef", Headers = ["Authorization: Bearer abcdef"] };
        var many = new DrsBulkAccessUrl { DrsObjectId = "o", DrsAccessId = "a", Url = url.Url, Headers = url.Headers };

        Assert.DoesNotContain("abcdef", url.ToString() + many + new DrsClientOptions { Token = "abcdef", Password = "abcdef" }, StringComparison.Ordinal);
    }
}
