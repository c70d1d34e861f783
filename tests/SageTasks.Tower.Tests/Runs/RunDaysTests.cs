using System.Globalization;
using System.Text.RegularExpressions;
using SageTasks.Testing;
using SageTasks.Tower.Tests.Local;
using SageTasks.Tower.Tests.Stubs;

namespace SageTasks.Tower.Tests.Runs;

/// <summary>The days of a query count themselves, whichever way a server reads <c>after</c> and <c>before</c>, and wherever its day
/// begins: Tower's documentation does not say.</summary>
public sealed partial class RunDaysTests
{
    private static readonly DateOnly[] Days = [.. Enumerable.Range(17, 7).Select(day => new DateOnly(2026, 11, day))];

    [Theory]
    [InlineData(true, true, 0)]
    [InlineData(true, false, 0)]
    [InlineData(false, true, 0)]
    [InlineData(false, false, 0)]
    [InlineData(false, false, 14)]
    [InlineData(false, false, -12)]
    [InlineData(true, true, 14)]
    public async Task Named_days_count_whether_or_not_the_server_counts_them(bool countsAfter, bool countsBefore, int zone)
    {
        using var server = new StubTower();
        var client = server.On("GET", "/workflow", request => Page(request.Query["search"]!, countsAfter, countsBefore, zone)).Client();

        Assert.Equal(["r19", "r19", "r20", "r20", "r21", "r21"], await NamesAsync(client, new RunQuery { After = Days[2], Before = Days[4] }));
        Assert.Equal(["r17", "r17", "r18", "r18"], await NamesAsync(client, new RunQuery { Before = Days[1] }));
        Assert.Equal(["r22", "r22", "r23", "r23"], await NamesAsync(client, new RunQuery { After = Days[5] }));
    }

    [Fact]
    public async Task Named_days_count_on_the_local_platform()
    {
        await using var tower = await LocalTower.StartAsync();
        foreach (var day in Days)
        {
            tower.AddPastRun(new PastRun { RunName = Name(day), Pipeline = "https://github.com/example/hello", Submit = new DateTimeOffset(day, new TimeOnly(23, 59, 59), TimeSpan.Zero) });
        }

        Assert.Equal(["r19", "r20", "r21"], await NamesAsync(tower.Connect(), new RunQuery { After = Days[2], Before = Days[4] }));
    }

    [Fact]
    public async Task The_first_and_last_days_of_the_calendar_can_be_named()
    {
        using var server = new StubTower();
        var client = server.On("GET", "/workflow", request => Page(request.Query["search"]!, countsAfter: true, countsBefore: true, zone: 0)).Client();

        Assert.Equal(Days.Length, (await NamesAsync(client, new RunQuery { After = DateOnly.MinValue, Before = DateOnly.MaxValue })).Count / 2);
    }

    private static async Task<List<string>> NamesAsync(TowerClient client, RunQuery query) =>
        [.. (await client.ListRunsAsync(query).Select(item => item.Workflow.RunName!).ToListAsync()).Order(StringComparer.Ordinal)];

    private static HttpResponseMessage Page(string search, bool countsAfter, bool countsBefore, int zone)
    {
        var (after, before) = (Day(search, "after"), Day(search, "before"));
        var shown = Days.SelectMany(day => (DateTime[])[day.ToDateTime(TimeOnly.MinValue), day.ToDateTime(new TimeOnly(23, 59, 59))]).Where(time =>
        {
            var day = DateOnly.FromDateTime(time.AddHours(zone));
            return (after is null || day > after || (countsAfter && day == after)) && (before is null || day < before || (countsBefore && day == before));
        });
        var rows = shown.Select(time => $$$"""{ "workflow": { "id": "{{{time:dHH}}}", "runName": "{{{Name(DateOnly.FromDateTime(time))}}}", "submit": "{{{time:s}}}Z" } }""");
        return StubTower.Json($$"""{ "workflows": [{{string.Join(',', rows)}}], "hasMore": false }""");
    }

    private static string Name(DateOnly day) => $"r{day.Day}";

    private static DateOnly? Day(string search, string keyword) =>
        Keywords().Matches(search).FirstOrDefault(match => match.Groups[1].Value == keyword) is { } found ? DateOnly.Parse(found.Groups[2].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex("(after|before):([0-9-]+)", RegexOptions.None, 10_000)]
    private static partial Regex Keywords();
}
