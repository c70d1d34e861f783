using System.Globalization;
using NSubstitute;
using SageTasks.Reports;
using SageTasks.Runs;
using SageTasks.Testing;
using SageTasks.Wes.Tests.Local;
using SageTasks.Wes.Tests.Stubs;

namespace SageTasks.Wes.Tests.Runs;

/// <summary>What a server's history says for a report, and how often it is asked for it.</summary>
public sealed class RunHistoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Only_runs_that_fit_by_the_list_are_asked_for_one_by_one()
    {
        await using var server = await LocalWes.StartAsync();
        var failed = server.AddPastRun(new PastWesRun { State = LocalWesState.ExecutorError, Started = Noon });
        foreach (var minutes in (int[])[1, 2, 3])
        {
            server.AddPastRun(new PastWesRun { Started = Noon.AddMinutes(minutes) });
        }

        Assert.Equal((failed, 1), await ListAsync(server, new RunHistoryQuery { States = [RunState.Failed] }));
        Assert.Equal(("", 0), await ListAsync(server, new RunHistoryQuery { NameContains = "liver" }));
        Assert.Equal(2, (await ListAsync(server, new RunHistoryQuery { CreatedFrom = Noon.AddMinutes(2) })).Asked);
        Assert.Equal(4, (await ListAsync(server, new RunHistoryQuery())).Asked);
    }

    [Fact]
    public async Task A_list_that_tells_neither_states_nor_tags_rules_out_no_run()
    {
        var asked = Noon.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var stub = new StubWes()
            .On("GET", "/runs?", """{ "runs": [{ "run_id": "1", "start_time": "2026-11-20T13:00:00Z" }], "next_page_token": "" }""")
            .On("GET", "/runs/1", $$"""{ "run_id": "1", "state": "COMPLETE", "request": { "workflow_url": "main.cwl", "tags": { "sagetasks-time": "{{asked}}" } }, "run_log": { "start_time": "2026-11-20T13:00:00Z" } }""");

        var runs = await new WesRunHistory(StubWes.Client(stub)).ListAsync(new RunHistoryQuery { States = [RunState.Succeeded], CreatedTo = Noon.AddMinutes(30) }).ToListAsync();

        Assert.Equal(("1", "main.cwl", Noon), (Assert.Single(runs).Run.Id, runs[0].Work, runs[0].Run.CreatedAt));
    }

    [Fact]
    public async Task A_server_has_one_name_in_a_history_and_in_what_is_watched()
    {
        await using var server = await LocalWes.StartAsync();
        var run = await new WesRunHistory(server.Connect()).GetAsync(server.AddPastRun(new PastWesRun()));

        Assert.Equal(run!.Service, new WesRuns(server.Connect()).Capabilities.Service);
        Assert.Equal("our-wes", new WesRuns(server.Connect(), new WesRunsOptions { Service = "our-wes" }).Capabilities.Service);
    }

    [Theory]
    [InlineData("wes:one.example.org", true)]
    [InlineData("our-wes", true)]
    [InlineData("tes:one.example.org", false)]
    public void Runs_of_other_platforms_are_not_its_own(string service, bool can) =>
        Assert.Equal(can, new WesRunHistory(StubWes.Client(new StubWes())).CanShow(service));

    private static async Task<(string Ids, int Asked)> ListAsync(LocalWes server, RunHistoryQuery query)
    {
        var client = server.ConnectNoting();
        var runs = await new WesRunHistory(client).ListAsync(query).ToListAsync();
        return (string.Join(' ', runs.Select(run => run.Run.Id)), client.ReceivedCalls().Count(call => call.GetMethodInfo().Name == nameof(WesClient.GetRunAsync)));
    }
}
