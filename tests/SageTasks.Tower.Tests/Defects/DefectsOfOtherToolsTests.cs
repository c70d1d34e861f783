using System.Net;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Tower.Tests.Stubs;

namespace SageTasks.Tower.Tests.Defects;

/// <summary>What users of the existing tools have run into, each named after the defect, and passed here.</summary>
public sealed class DefectsOfOtherToolsTests : IDisposable
{
    private static readonly SubmissionTag Tag = new() { Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz"), Nonce = "2a2b2c2d" };

    private readonly StubTower _tower = new StubTower().Furnish();

    private TowerRuns Runs => field ??= new TowerRuns(_tower.Client());

    private static TowerLaunch Launch => new() { Pipeline = "nf-core/rnaseq", Parameters = new() { ["input"] = "s3://a.csv" } };

    public void Dispose() => _tower.Dispose();

    [Fact]
    public async Task Py_orca_takes_sample10_for_sample1_because_it_compares_name_prefixes()
    {
        var server = new ListedRuns();
        server.Add("sample10");
        server.Add($"sample1-{Tag.Key}");
        server.Add($"sample1-{Tag.Key}-2a2b2c2d0");

        Assert.Empty((await new TowerRuns(server).FindAsync([Tag.Key])).Runs);
    }

    [Fact]
    public async Task Py_orca_does_not_notice_changed_parameters()
    {
        var first = Runs.Canonicalize(await Runs.PrepareAsync(Launch));
        var second = Runs.Canonicalize(await Runs.PrepareAsync(Launch with { Parameters = new() { ["input"] = "s3://b.csv" } }));

        Assert.NotEqual(CanonicalJson.Write(first.Fields), CanonicalJson.Write(second.Fields));
    }

    [Fact]
    public async Task Py_orca_misses_its_own_runs_when_the_pipeline_is_given_as_a_URL_and_while_they_have_no_project_name()
    {
        _tower.On("GET", "/workflow", $$"""
            {"workflows":[{"workflow":{"id":"w1","commandLine":"nextflow","submit":"2026-07-01T10:00:00Z","runName":"rnaseq-{{Tag.Key}}-2a2b2c2d"} }],"totalSize":1,"hasMore":false}
            """);

        Assert.Equal("w1", Assert.Single((await Runs.FindAsync([Tag.Key])).Runs).Id);
    }

    [Fact]
    public async Task Py_orca_reuses_a_run_in_an_unknown_state_as_if_it_had_succeeded()
    {
        _tower.On("GET", "/workflow/w1", """{"workflow":{"id":"w1","status":"UNKNOWN"}}""");

        var run = await Runs.GetAsync("w1");

        Assert.Equal(RunState.Unknown, run!.State);
        Assert.False(run.State.IsTerminal);
    }

    [Fact]
    public async Task Py_orca_downloads_every_labelled_run_for_each_launch()
    {
        var server = new ListedRuns();
        server.AddMany(5000);

        Assert.InRange((await new TowerRuns(server).FindAsync([Tag.Key])).Requests, 1, 8);
    }

    [Fact]
    public async Task Py_orca_posts_again_after_a_lost_reply_or_gives_up_without_saying_what_to_look_for()
    {
        _tower.On("POST", "/workflow/launch", HttpStatusCode.GatewayTimeout);
        var prepared = await Runs.PrepareAsync(Launch);

        await Assert.ThrowsAsync<SubmissionUnknownException>(() => Runs.CreateAsync(prepared, Tag));
        Assert.Contains(Tag.Key.Value, (string?)_tower.Launched()["runName"], StringComparison.Ordinal);
        Assert.Single(_tower.Sent("POST", "/workflow/launch"));
    }

    [Fact]
    public async Task Py_orca_changes_the_callers_launch()
    {
        var launch = Launch with { Labels = ["cohort"] };
        var before = System.Text.Json.JsonSerializer.Serialize(launch);

        await Runs.CreateAsync(await Runs.PrepareAsync(launch), Tag);

        Assert.Equal(before, System.Text.Json.JsonSerializer.Serialize(launch));
    }

    [Fact]
    public async Task Py_orca_needs_the_right_to_make_labels_for_its_guard()
    {
        _tower.On("POST", "/labels", HttpStatusCode.Forbidden).On("GET", "/labels", HttpStatusCode.Forbidden);

        Assert.Equal("w1", (await Runs.CreateAsync(await Runs.PrepareAsync(Launch), Tag)).Id);
    }

    [Fact]
    public async Task Py_orca_trips_over_a_key_that_it_does_not_know_in_a_page()
    {
        _tower.On("GET", "/workflow", $$"""
            {"brandNew":{"a":[1]},"workflows":[{"workflow":{"id":"w1","runName":"rnaseq-{{Tag.Key}}-2a2b2c2d"} }],"totalSize":1,"hasMore":false,"newer":["x"]}
            """);

        Assert.Equal("w1", Assert.Single((await Runs.FindAsync([Tag.Key])).Runs).Id);
    }

    [Fact]
    public async Task Node_red_takes_the_first_hit_of_a_partial_search_for_the_pipeline()
    {
        var prepared = await Runs.PrepareAsync(new TowerLaunch { Pipeline = "rnaseq" });

        Assert.Equal(2, prepared.Request.Resolved!.PipelineId);
    }

    [Fact]
    public async Task Tw_skips_the_last_partial_page_of_labels_and_makes_one_that_exists()
    {
        _tower.On("GET", "/labels", request => StubTower.Json(LabelPage(150, int.Parse(request.Query["offset"]!), int.Parse(request.Query["max"]!))));

        Assert.Equal([149L], await new RunLabels(_tower.Client()).FindOrCreateAsync(["study-149"]));
        Assert.Empty(_tower.Sent("POST", "/labels"));
    }

    [Fact]
    public async Task Seqerakit_swallows_that_a_label_exists_and_launches_nothing()
    {
        var looks = 0;
        _tower.On("POST", "/labels", HttpStatusCode.BadRequest, """{"message":"Label already exists"}""")
            .On("GET", "/labels", _ => StubTower.Json(++looks < 2 ? """{"labels":[],"totalSize":0}""" : """{"labels":[{"id":5,"name":"Brand-New","resource":false}],"totalSize":1}"""));

        Assert.Equal([5L], await new RunLabels(_tower.Client()).FindOrCreateAsync(["brand-new"]));
    }

    [Fact]
    public async Task A_full_workspace_of_labels_is_explained()
    {
        _tower.On("POST", "/labels", HttpStatusCode.BadRequest, """{"message":"Labels limit reached"}""");

        var full = await Assert.ThrowsAsync<InvalidRequestException>(() => new RunLabels(_tower.Client()).FindOrCreateAsync(["brand-new"]));

        Assert.Contains("1000 labels", full.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_may_not_make_labels_is_told_so_before_the_launch()
    {
        _tower.On("POST", "/labels", HttpStatusCode.Forbidden);
        var prepared = await Runs.PrepareAsync(Launch with { Labels = ["brand-new"] });

        var denied = await Assert.ThrowsAsync<AccessDeniedException>(() => Runs.CreateAsync(prepared, Tag));

        Assert.Contains("Maintain role", denied.Message, StringComparison.Ordinal);
        Assert.Empty(_tower.Sent("POST", "/workflow/launch"));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a--b")]
    [InlineData("with space")]
    [InlineData("name=")]
    [InlineData("a-label-that-is-longer-than-thirty-nine-c")]
    public async Task A_bad_label_is_answered_with_Name_not_available(string label)
    {
        var wrong = await Assert.ThrowsAsync<ArgumentException>(() => new RunLabels(_tower.Client()).FindOrCreateAsync([label]));

        Assert.Contains(label.Split('=')[0], wrong.Message, StringComparison.Ordinal);
        Assert.Empty(_tower.Requests);
    }

    [Fact]
    public async Task Tw_sends_resource_labels_as_simple_ones()
    {
        await new RunLabels(_tower.Client()).FindOrCreateAsync(["owner=ada"]);

        var sent = Assert.Single(_tower.Sent("POST", "/labels")).Json;
        Assert.Equal(("owner", "ada", true), ((string?)sent["name"], (string?)sent["value"], (bool?)sent["resource"]));
    }

    [Fact]
    public async Task Launches_without_the_compute_environments_resource_labels_are_refused_on_some_servers()
    {
        await Runs.CreateAsync(await Runs.PrepareAsync(Launch), Tag);

        Assert.Equal([501L], _tower.Launched()["labelIds"]!.AsArray().Select(id => (long)id!));
    }

    [Fact]
    public async Task Lists_stop_at_a_hundred_rows_without_saying_so()
    {
        var server = new ListedRuns();
        server.AddMany(250);

        Assert.Equal(250, await server.ListRunsAsync().CountAsync());
    }

    [Fact]
    public async Task The_rate_limit_ends_a_long_job_with_Wait_0secs()
    {
        var answers = 0;
        _tower.On("GET", "/workflow/w/progress", _ =>
        {
            var answer = StubTower.Json("""{"message":"Maximum request rate exceeded. Wait 0secs before issuing a new request"}""", HttpStatusCode.TooManyRequests);
            answer.Headers.Add("Retry-After", "0");
            return ++answers < 4 ? answer : StubTower.Json("""{"progress":{"workflowProgress":{"running":3},"totalProcesses":1}}""");
        });

        Assert.Equal(3, (await _tower.Client().GetProgressAsync("w")).Totals!.Running);
    }

    [Fact]
    public async Task A_staged_path_made_from_the_name_that_was_asked_for_is_wrong_after_a_resume()
    {
        _tower.On("GET", "/workflow/w", """{"workflow":{"id":"w","runName":"synstage_2","status":"SUCCEEDED"}}""")
            .On("GET", "/workflow/w/launch", """{"launch":{"id":"L","pipeline":"p","paramsText":"{\"outdir\":\"s3://b\"}"}}""");

        Assert.Equal("s3://b/synstage_2/sheet.csv", (await new RunOutputs(_tower.Client()).ReadAsync("w")).PathOf("{runName}/sheet.csv"));
    }

    private static string LabelPage(int total, int offset, int max)
    {
        var rows = Enumerable.Range(offset, Math.Clamp(total - offset, 0, max)).Select(id => $$"""{"id":{{id}},"name":"study-{{id}}","resource":false}""");
        return $$"""{"labels":[{{string.Join(',', rows)}}],"totalSize":{{total}} }""";
    }
}
