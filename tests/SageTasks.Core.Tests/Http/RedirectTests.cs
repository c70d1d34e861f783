using System.Net;

namespace SageTasks.Http.Tests;

/// <summary>Redirects are followed for reads only, and the token stays with its host.</summary>
public class RedirectTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task a_read_follows_on_the_same_host_with_its_token(int status)
    {
        await using var server = RawServer.Start(request => request.Target == "/things/1" ? RawReply.Status(status, "", "Location: /moved?x=1") : RawReply.Json("{}"));

        await TestApi.Over(server).Read();

        Assert.Equal("/moved?x=1", server.Arrivals.Last().Target);
        Assert.Equal("Bearer " + TestApi.Token, server.Arrivals.Last().Headers["Authorization"]);
    }

    [Fact]
    public async Task another_host_gets_no_token_no_header_that_could_be_one_and_no_way_back_restores_it()
    {
        await using var home = RawServer.Start(_ => RawReply.Json("{}"));
        await using var foreign = RawServer.Start(_ => RawReply.Status(302, "", $"Location: {home.Address}back"));
        await using var start = RawServer.Start(_ => RawReply.Status(302, "", $"Location: {foreign.Address}away"));
        var request = new ApiRequest
        {
            Path = $"/file",
            Safety = RequestSafety.Safe,
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Custom-Auth"] = "secret", ["Range"] = "bytes=0-9" },
        };

        await TestApi.Over(start).SendAsync(request);

        Assert.Equal("secret", Assert.Single(start.Arrivals).Headers["X-Custom-Auth"]);
        foreach (var arrival in foreign.Arrivals.Concat(home.Arrivals))
        {
            Assert.False(arrival.Headers.ContainsKey("Authorization"));
            Assert.False(arrival.Headers.ContainsKey("X-Custom-Auth"));
            Assert.Equal("bytes=0-9", arrival.Headers["Range"]);
        }
    }

    [Fact]
    public async Task a_way_back_from_a_foreign_host_gets_no_token()
    {
        Uri? foreignAddress = null;
        await using var home = RawServer.Start(request => request.Target == "/back" ? RawReply.Json("{}") : RawReply.Status(302, "", $"Location: {foreignAddress}"));
        await using var foreign = RawServer.Start(_ => RawReply.Status(302, "", $"Location: {home.Address}back"));
        foreignAddress = foreign.Address;

        await TestApi.Over(home).Read();

        Assert.Equal("/back", home.Arrivals.Last().Target);
        Assert.False(home.Arrivals.Last().Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task a_circle_ends()
    {
        await using var server = RawServer.Start(_ => RawReply.Status(302, "", "Location: /round?sig=abcdef"));

        var error = await Assert.ThrowsAsync<NetworkFailureException>(() => TestApi.Over(server).Read());

        Assert.Equal(6, server.Arrivals.Count);
        Assert.Contains("Redirected more than 5 times", error.Message);
        Assert.DoesNotContain("abcdef", error.ToString());
    }

    [Fact]
    public async Task a_change_is_not_sent_on()
    {
        await using var server = RawServer.Start(_ => RawReply.Status(307, "", "Location: /other"));

        await Assert.ThrowsAsync<InvalidRequestException>(() => TestApi.Over(server).Replace());

        Assert.Single(server.Arrivals);
    }

    [Fact]
    public async Task a_read_does_not_follow_from_https_to_plain_http()
    {
        var handler = StubHandler.Always(_ => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri("http://api.example.org/plain") } });

        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => TestApi.Over(handler).Read());

        Assert.Single(handler.Requests);
        Assert.Contains("is https://api.example.org/v1/ the right endpoint?", error.Message);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/x")]
    [InlineData("http://2130706433:8080/x")]
    [InlineData("http://[::1]/x")]
    [InlineData("http://[::ffff:127.0.0.1]/x")]
    [InlineData("https://0.0.0.0/x")]
    [InlineData("https://[::]/x")]
    [InlineData("https://localhost:8443/x")]
    [InlineData("https://LOCALHOST./x")]
    [InlineData("https://db.localhost/x")]
    [InlineData("https://169.254.169.254/latest/meta-data/?sig=abcdef")]
    [InlineData("https://[fe80::1]/x")]
    [InlineData("https://[febf::1]/x")]
    [InlineData("https://[fd00:ec2::254]/x")]
    [InlineData("https://metadata.google.internal/x")]
    public async Task a_server_elsewhere_leads_neither_to_this_machine_nor_to_the_link(string target)
    {
        var handler = StubHandler.Always(_ => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri(target) } });

        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => TestApi.Over(handler).Read());

        Assert.Single(handler.Requests);
        Assert.Contains("on this machine or link-local", error.Message);
        Assert.Contains("AllowLocalTargets", error.Message);
        Assert.DoesNotContain("abcdef", error.Message);
        Assert.False(error.Error.CanRetry);
    }

    [Theory]
    [InlineData("https://169.253.0.1/x")]
    [InlineData("https://[fec0::1]/x")]
    [InlineData("https://10.0.0.1/x")]
    [InlineData("https://notlocalhost.org/x")]
    public async Task a_server_elsewhere_leads_anywhere_else(string target)
    {
        var handler = new StubHandler((attempt, _, _) => Task.FromResult(attempt == 1
            ? new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri(target) } }
            : StubHandler.Json("{}")));

        await TestApi.Over(handler).Read();

        Assert.Equal(target, handler.Requests.Last().Address);
    }

    [Fact]
    public async Task whoever_allows_it_is_led_to_this_machine()
    {
        await using var here = RawServer.Start(_ => RawReply.Json("{}"));
        var handler = new StubHandler((attempt, _, _) => Task.FromResult(attempt == 1
            ? new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = here.Address } }
            : StubHandler.Json("{}")));
        var options = TestApi.Quick();
        options.AllowLocalTargets = true;

        await TestApi.Over(handler, options).Read();

        Assert.Equal(here.Address.AbsoluteUri, handler.Requests.Last().Address);
        Assert.Null(handler.Requests.Last().Authorization);
    }
}
