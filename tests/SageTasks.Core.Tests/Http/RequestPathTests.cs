using System.Globalization;

namespace SageTasks.Http.Tests;

/// <summary>No id can leave the place in the address where it was put.</summary>
public class RequestPathTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("owner/project", "owner%2Fproject")]
    [InlineData("dg.4DFC/uuid", "dg.4DFC%2Fuuid")]
    [InlineData("../../admin", "..%2F..%2Fadmin")]
    [InlineData("a?b=c#d", "a%3Fb%3Dc%23d")]
    [InlineData("a%2Fb", "a%252Fb")]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("a\\b\r\nc d", "a%5Cb%0D%0Ac%20d")]
    [InlineData("a:b@c;d,e+f", "a%3Ab%40c%3Bd%2Ce%2Bf")]
    [InlineData("über", "%C3%BCber")]
    public async Task a_hole_is_encoded_and_arrives_so(string id, string expected)
    {
        var handler = StubHandler.Always(_ => StubHandler.Json("{}"));

        await TestApi.Over(handler).GetAsync($"/tasks/{id}/log", TestWire.Default.Thing);

        Assert.Equal($"https://api.example.org/v1/tasks/{expected}/log", Assert.Single(handler.Requests).Address);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(null)]
    public void what_would_change_the_path_is_refused(string? id)
    {
        var refused = Assert.Throws<ArgumentException>(() => RequestPath.Of($"/tasks/{id}"));

        Assert.StartsWith($"id is '{id}'", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RequestPath.Of($"/files/{id:path}"));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("https://tower.example.org/watch/1a")]
    public async Task a_platform_whose_ids_hold_no_slash_never_gets_one(string runId)
    {
        var handler = StubHandler.Always(_ => StubHandler.Json("{}"));
        var platform = new ApiPlatform { Name = "Testing", TelemetryName = "SageTasks.Testing", IdsHoldNoSlash = true };
        var transport = new ApiTransport(platform, new Uri("https://api.example.org/v1"), null, new ApiOptions { Handler = handler });

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => transport.GetAsync($"/runs/{runId}", TestWire.Default.Thing));
        await transport.GetAsync($"/files/{"a/b":path}", TestWire.Default.Thing);

        Assert.Contains($"runId is '{runId}'", refused.Message, StringComparison.Ordinal);
        Assert.Equal("https://api.example.org/v1/files/a/b", Assert.Single(handler.Requests).Address);
    }

    [Fact]
    public void a_lone_surrogate_is_refused_since_two_ids_would_become_one() => Assert.Throws<ArgumentException>(() => RequestPath.Of($"/tasks/{"a\ud800"}"));

    [Theory]
    [InlineData("a/../b")]
    [InlineData("/a")]
    [InlineData("a//b")]
    [InlineData("a/")]
    public void a_hole_of_segments_is_held_to_the_same_rule(string path) => Assert.Throws<ArgumentException>(() => RequestPath.Of($"/files/{path:path}"));

    [Fact]
    public void a_hole_of_segments_keeps_its_slashes() => Assert.Equal("/files/a/b%20c/d%3F", RequestPath.Of($"/files/{"a/b c/d?":path}").Value);

    [Fact]
    public void numbers_and_times_are_written_alike_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NegativeSign = "~" } };
        try
        {
            var path = RequestPath.Of($"/w/{-5L}/{new Guid(1, 2, 3, new byte[8]):N}")
                .Query("max", 100)
                .Query("offset", (long?)null)
                .Query("all", true)
                .Query("after", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)))
                .Query("a b", "c&d")
                .Query("ids", ["1", "2"]);

            Assert.Equal("/w/-5/00000001000200030000000000000000?max=100&all=true&after=2026-01-02T01%3A04%3A05Z&a%20b=c%26d&ids=1&ids=2", path.Value);
            Assert.Equal("/w/{}/{}", path.Template);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void a_query_in_the_text_is_continued_and_stays_out_of_the_template()
    {
        var path = RequestPath.Of($"/a?x={"1"}").Query("y", "2");

        Assert.Equal(("/a?x=1&y=2", "/a"), (path.Value, path.Template));
    }

    [Fact]
    public async Task a_path_must_begin_with_a_slash()
    {
        var handler = StubHandler.Always(_ => StubHandler.Json("{}"));

        await Assert.ThrowsAsync<ArgumentException>(() => TestApi.Over(handler).GetAsync($"{"evil.example.org"}", TestWire.Default.Thing));

        Assert.Empty(handler.Requests);
    }
}
