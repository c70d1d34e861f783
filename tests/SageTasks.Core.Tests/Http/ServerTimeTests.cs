using SageTasks.ContractSuites;

namespace SageTasks.Http.Tests;

public class ServerTimeTests
{
    [Theory]
    [InlineData("Date: Thu, 01 Jan 2026 10:20:30 GMT", "2026-01-01T10:20:30Z")]
    [InlineData("Date: yesterday", null)]
    [InlineData("X-Other: 1", null)]
    public async Task an_answer_comes_with_the_servers_clock_where_it_says_it(string header, string? expected)
    {
        await using var server = RawServer.Start(_ => RawReply.Status(200, """{"name":"a"}""", "Content-Type: application/json", header));

        var (thing, time, _) = await TestApi.Over(server).GetWithTimeAsync($"/things/{1}", TestWire.Default.Thing);

        Assert.Equal("a", thing.Name);
        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), time);
    }

    [Fact]
    public async Task an_answer_tells_how_long_its_request_waited_for_its_turn()
    {
        var time = new ManualTime();
        var options = TestApi.Quick();
        options.Limit.RequestsPerSecond = 1;
        var api = TestApi.Over(StubHandler.Always(_ => StubHandler.Json("""{"name":"a"}""")), options, time: time);

        var first = await api.GetWithTimeAsync($"/things/{1}", TestWire.Default.Thing);
        var second = api.GetWithTimeAsync($"/things/{2}", TestWire.Default.Thing);
        time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.Zero, first.Waited);
        Assert.Equal(TimeSpan.FromSeconds(3), (await second).Waited);
    }
}
