using System.Net;
using System.Text.Json;

namespace SageTasks.Testing.Tests;

public sealed class HostingTests
{
    [Theory]
    [InlineData("/items/a%2Fb/half?q=1", "a/b1")]
    [InlineData("/api/items/x%20y/half", "x y")]
    [InlineData("/files/a/b%20c/d.txt", "a/b c/d.txt")]
    public async Task paths_are_decoded_segment_by_segment(string path, string expected)
    {
        await using var platform = await CounterPlatform.StartAsync();

        using var answer = await platform.GetAsync(path);

        Assert.Equal(expected, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task the_gate_stands_before_the_handler()
    {
        await using var platform = await CounterPlatform.StartAsync();
        platform.Http.DefaultRequestHeaders.Add("x-blocked", "1");

        using var answer = await platform.AddAsync("a");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(platform.Journal.Entries);
    }

    [Fact]
    public async Task the_journal_is_read_over_http_as_json_lines()
    {
        await using var platform = await CounterPlatform.StartAsync();
        await platform.AddAsync("a");
        await platform.AddAsync("b");

        var lines = (await platform.Http.GetStringAsync(new Uri("/_local/journal?from=2&kind=item", UriKind.Relative))).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var entry = JsonDocument.Parse(Assert.Single(lines)).RootElement;
        Assert.Equal(2, entry.GetProperty("sequence").GetInt64());
        Assert.Equal("b", entry.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("localhost", 200)]
    [InlineData("LOCALHOST:1", 200)]
    [InlineData("reads.localhost", 200)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("127.8.8.8:80", 200)]
    [InlineData("[::1]:80", 200)]
    [InlineData("host.docker.internal:8001", 200)]
    [InlineData("evil.example", 421)]
    [InlineData("evil.example:80", 421)]
    [InlineData("localhost.evil.example", 421)]
    [InlineData("127.0.0.1.evil.example", 421)]
    [InlineData("0.0.0.0", 421)]
    [InlineData("10.0.0.1", 421)]
    public async Task a_page_that_gives_its_own_host_this_address_is_refused(string host, int status)
    {
        await using var platform = await CounterPlatform.StartAsync();
        foreach (var (method, path) in ((HttpMethod, string)[])[(HttpMethod.Get, "/_local/journal"), (HttpMethod.Get, "/big"), (HttpMethod.Post, "/items")])
        {
            using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
            request.Headers.Host = host;
            using var answer = await platform.Http.SendAsync(request);
            Assert.Equal(status, (int)answer.StatusCode);
            if (status == 421)
            {
                Assert.Contains(host.Split(':')[0], await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }

        Assert.Equal(status == 200 ? 1 : 0, platform.Journal.Entries.Count);
    }

    [Fact]
    public async Task an_observer_sees_requests_and_answers()
    {
        await using var platform = await CounterPlatform.StartAsync();
        await platform.AddAsync("a");
        await Eventually.HoldsAsync(() => platform.Seen.Count == 1, "the observer is called");

        var seen = platform.Seen[0];

        Assert.Equal(("POST", "/items", 200), (seen.Method, seen.Path, seen.Status));
        Assert.Equal("a"u8.ToArray(), seen.RequestBody.ToArray());
        Assert.Equal("added"u8.ToArray(), seen.AnswerBody.ToArray());
    }

    [Fact]
    public async Task a_taken_port_is_a_clear_error()
    {
        await using var platform = await CounterPlatform.StartAsync();
        var port = platform.Http.BaseAddress!.Port;

        var error = await Assert.ThrowsAnyAsync<IOException>(() => LoopbackHost.StartAsync(
            new HostSetup
            {
                Options = new LocalPlatformOptions { Port = port },
                Routes = new RouteTable(),
                Faults = platform.Faults,
                Clock = new PlatformClock(TimeProvider.System, platform.Faults),
                Journal = platform.Journal,
                Gate = _ => null,
                Admits = _ => true,
                Unrouted = _ => LocalAnswer.Empty(404),
                Throttled = () => LocalAnswer.Empty(429),
                Failed = (status, _) => LocalAnswer.Empty(status),
            },
            CancellationToken.None));

        Assert.StartsWith($"Port {port} is taken", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(65_536, "secret", "Port is 65536")]
    [InlineData(-1, "secret", "Port is -1")]
    [InlineData(0, "", "Token is empty")]
    [InlineData(0, "secret\n", "Token is empty or holds characters")]
    [InlineData(0, "geheimnißvoll", "Token is empty or holds characters")]
    public async Task a_port_or_token_that_cannot_be_is_a_clear_error(int port, string token, string message)
    {
        var tower = await Assert.ThrowsAsync<ArgumentException>(() => LocalTower.StartAsync(new LocalTowerOptions { Port = port, Token = token }));
        var synapse = await Assert.ThrowsAsync<ArgumentException>(() => LocalSynapse.StartAsync(new LocalSynapseOptions { Port = port, Token = token }));

        Assert.StartsWith(message, tower.Message, StringComparison.Ordinal);
        Assert.Equal(tower.Message, synapse.Message);
    }
}
