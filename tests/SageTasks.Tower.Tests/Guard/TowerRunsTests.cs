using System.Net;
using System.Text.Json.Nodes;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Tower.Tests.Stubs;

namespace SageTasks.Tower.Tests.Guard;

public sealed class TowerRunsTests : IDisposable
{
    private static readonly SubmissionTag Tag = new() { Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz"), Nonce = "2a2b2c2d" };

    private readonly StubTower _tower = new StubTower().Furnish();

    private TowerRuns Runs => field ??= new TowerRuns(_tower.Client());

    private static TowerLaunch Repository => new() { Pipeline = "nf-core/rnaseq", Revision = "3.14.0", Parameters = new() { ["input"] = "s3://sheet.csv" } };

    public void Dispose() => _tower.Dispose();

    [Fact]
    public async Task Defaults_are_resolved_as_Towers_own_tools_do()
    {
        var prepared = await Runs.PrepareAsync(Repository);
        var run = await Runs.CreateAsync(prepared, Tag);

        var sent = _tower.Launched();
        Assert.Equal("w1", run.Id);
        Assert.Equal("rnaseq-abcdefghijklmnopqrstuvwxyz-2a2b2c2d", run.Name);
        Assert.Equal("tower:api.cloud.seqera.io/workspaces/7", prepared.Service);
        Assert.Equal(run.Name, (string?)sent["runName"]);
        Assert.Equal("ce1", (string?)sent["computeEnvId"]);
        Assert.Equal("s3://work", (string?)sent["workDir"]);
        Assert.Equal("module load x", (string?)sent["preRunScript"]);
        Assert.Equal("process.queue='q'", (string?)sent["configText"]);
        Assert.Equal("https://github.com/nf-core/rnaseq", (string?)sent["pipeline"]);
        Assert.Equal("""{"input":"s3://sheet.csv"}""", (string?)sent["paramsText"]);
        Assert.Equal([501L], sent["labelIds"]!.AsArray().Select(id => (long)id!));
        Assert.DoesNotContain("sessionId", sent.Select(field => field.Key));
        Assert.DoesNotContain("postRunScript", sent.Select(field => field.Key));
    }

    [Fact]
    public async Task What_the_compute_environment_brings_is_no_part_of_the_work()
    {
        var spot = await Runs.PrepareAsync(Repository);
        var plain = await Runs.PrepareAsync(Repository with { ComputeEnv = "plain", WorkDir = "s3://elsewhere", Labels = ["cohort"], RunNamePrefix = "mine" });

        Assert.Equal(Text(spot), Text(plain));
        Assert.Equal("process.queue='q'", (string?)spot.DeclaredDefaults!.Fields["configText"]);
        Assert.Equal("ce3", (string?)Runs.Canonicalize(plain).Optional["computeEnvId"]);
    }

    [Fact]
    public async Task What_changes_the_work_is_part_of_it()
    {
        var before = Text(await Runs.PrepareAsync(Repository));

        Assert.NotEqual(before, Text(await Runs.PrepareAsync(Repository with { Revision = "3.14.1" })));
        Assert.NotEqual(before, Text(await Runs.PrepareAsync(Repository with { Profiles = ["docker"] })));
        Assert.NotEqual(
            Text(await Runs.PrepareAsync(Repository with { Profiles = ["docker", "test"] })),
            Text(await Runs.PrepareAsync(Repository with { Profiles = ["test", "docker"] })));
        Assert.NotEqual(before, Text(await Runs.PrepareAsync(Repository with { ConfigText = "process.cpus=2" })));
        Assert.NotEqual(before, Text(await Runs.PrepareAsync(Repository with { EntryName = "other" })));
        Assert.NotEqual(before, Text(await Runs.PrepareAsync(Repository with { MainScript = "other.nf" })));
        Assert.NotEqual(before, Text(await Runs.PrepareAsync(Repository with { SchemaName = "other.json" })));
        Assert.NotEqual(before, Text(await Runs.PrepareAsync(Repository with { StubRun = true })));
        Assert.Equal(before, Text(await Runs.PrepareAsync(Repository with { Pipeline = "https://GitHub.com/nf-core/rnaseq.git" })));
    }

    [Fact]
    public async Task A_Launchpad_pipeline_brings_what_is_saved_with_it_and_the_launch_wins()
    {
        var prepared = await Runs.PrepareAsync(new TowerLaunch
        {
            Pipeline = "rnaseq",
            Parameters = new() { ["input"] = "s3://sheet.csv", ["aligner"] = null },
        });
        await Runs.CreateAsync(prepared, Tag);

        var sent = _tower.Launched();
        Assert.Equal("L2", (string?)sent["id"]);
        Assert.Equal("3.14.0", (string?)sent["revision"]);
        Assert.Equal("s3://saved", (string?)sent["workDir"]);
        Assert.Equal("""{"outdir":"s3://out","input":"s3://sheet.csv"}""", (string?)sent["paramsText"]);
        Assert.Equal("docker", (string?)sent["configProfiles"]![0]);
    }

    [Fact]
    public async Task A_pinned_revision_counts_and_is_sent_as_its_commit()
    {
        _tower.On("GET", "/pipelines/info", """{"pipelineInfo":{"projectName":"nf-core/rnaseq","commitId":"0f3e1d"}}""");

        var prepared = await Runs.PrepareAsync(Repository with { Revision = "main", PinRevision = true });
        await Runs.CreateAsync(prepared, Tag);

        Assert.Equal("0f3e1d", (string?)Runs.Canonicalize(prepared).Fields["revision"]);
        Assert.Equal("0f3e1d", (string?)_tower.Launched()["revision"]);
        Assert.Equal("0f3e1d", (string?)_tower.Launched()["commitId"]);
    }

    [Fact]
    public async Task A_revision_that_cannot_be_pinned_is_an_error_and_not_a_guess()
    {
        _tower.On("GET", "/pipelines/info", """{"pipelineInfo":{"projectName":"nf-core/rnaseq","commitId":null}}""");

        var refused = await Assert.ThrowsAsync<LaunchRefusedException>(() => Runs.PrepareAsync(Repository with { PinRevision = true }));

        Assert.Contains("could not be pinned", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_launch_is_said_in_one_error_and_nothing_is_created()
    {
        var refused = await Assert.ThrowsAsync<LaunchRefusedException>(() => Runs.PrepareAsync(Repository with
        {
            ComputeEnv = "broken",
            RunNamePrefix = "1st",
            Labels = ["no good", "x"],
            Profiles = ["docker,test"],
            UserSecrets = ["abc def"],
            ConfigText = new string('x', 501),
            Parameters = new() { ["input"] = new string('y', 2000) },
        }));

        Assert.Equal(8, refused.Violations.Count);
        Assert.Contains("Credentials expired", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_tower.Requests, request => request.Method != "GET");
    }

    [Fact]
    public async Task Parameters_are_held_against_the_pipelines_schema_and_every_violation_is_said()
    {
        var schema = """{"type":"object","properties":{"input":{"type":"string","pattern":"^\\S+\\.csv$"},"depth":{"type":"integer"},"outdir":{"type":"string"}},"required":["input"]}""";
        _tower.On("GET", "/pipelines/2/schema", System.Text.Json.JsonSerializer.Serialize(new { schema, @params = "{}" }));
        var launch = new TowerLaunch { Pipeline = "rnaseq", Parameters = new() { ["input"] = "sheet.txt", ["depth"] = "deep" } };

        var refused = await Assert.ThrowsAsync<LaunchRefusedException>(() => Runs.PrepareAsync(launch));
        var missing = await Assert.ThrowsAsync<LaunchRefusedException>(() => Runs.PrepareAsync(launch with { Parameters = null }));

        Assert.Equal(2, refused.Violations.Count);
        Assert.Contains("sheet.txt", refused.Message, StringComparison.Ordinal);
        Assert.Contains("input", Assert.Single(missing.Violations), StringComparison.Ordinal);
        Assert.NotNull(await Runs.PrepareAsync(launch with { Parameters = null, Profiles = ["test", "docker"] }));
        Assert.NotNull(await Runs.PrepareAsync(launch with { CheckParameters = false }));
    }

    [Fact]
    public async Task An_unknown_pipeline_or_compute_environment_lists_near_ones()
    {
        var pipeline = await Assert.ThrowsAsync<NotFoundException>(() => Runs.PrepareAsync(new TowerLaunch { Pipeline = "rnasek" }));
        var computeEnv = await Assert.ThrowsAsync<NotFoundException>(() => Runs.PrepareAsync(Repository with { ComputeEnv = "spott" }));

        Assert.Contains("Near ones: rnaseq", pipeline.Message, StringComparison.Ordinal);
        Assert.Contains("Near ones: spot", computeEnv.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_workspace_number_lists_near_ones_and_one_that_is_merely_forbidden_stays_so()
    {
        _tower.On("GET", "/compute-envs", HttpStatusCode.Forbidden).On("GET", "/user-info", """{"user":{"id":42}}""").On("GET", "/user/42/workspaces", """
            {"orgsAndWorkspaces":[{"orgName":"Sage","workspaceId":7,"workspaceName":"genomics"},{"orgName":"Sage","workspaceId":70,"workspaceName":"imaging"}]}
            """);

        var unknown = await Assert.ThrowsAsync<NotFoundException>(() => new TowerRuns(_tower.Client(options => options.WorkspaceId = 71)).PrepareAsync(Repository));

        Assert.Contains("no workspace '71'. Near ones: 7 (Sage/genomics), 70 (Sage/imaging)", unknown.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<AccessDeniedException>(() => Runs.PrepareAsync(Repository));
    }

    [Fact]
    public async Task A_thousand_launches_look_their_names_up_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(number =>
            Runs.PrepareAsync(new TowerLaunch { Pipeline = "rnaseq", Labels = ["cohort"], Parameters = new() { ["sample"] = number } })));

        Assert.InRange(_tower.Requests.Count, 6, 7);
    }

    [Fact]
    public async Task A_label_that_does_not_exist_is_made_before_the_launch_and_not_while_preparing()
    {
        var prepared = await Runs.PrepareAsync(Repository with { Labels = ["cohort", "brand-new"] });
        Assert.Empty(_tower.Sent("POST", "/labels"));

        await Runs.CreateAsync(prepared, Tag);

        Assert.Equal([501L, 8L, 77L], _tower.Launched()["labelIds"]!.AsArray().Select(id => (long)id!));
        Assert.Single(_tower.Sent("POST", "/labels"));
    }

    [Fact]
    public async Task A_prepared_launch_can_be_stored_and_submitted_later_without_being_resolved_again()
    {
        var prepared = await Runs.PrepareAsync(new TowerLaunch { Pipeline = "rnaseq", Labels = ["cohort"], SyntaxParser = NextflowSyntaxParser.V1 });
        var stored = System.Text.Json.JsonSerializer.Serialize(prepared.Request);
        var requests = _tower.Requests.Count;

        var later = new TowerRuns(_tower.Client());
        var again = await later.PrepareAsync(System.Text.Json.JsonSerializer.Deserialize<TowerLaunch>(stored)!);

        Assert.Equal(requests, _tower.Requests.Count);
        Assert.Equal(Text(prepared), CanonicalJson.Write(later.Canonicalize(again).Fields));
        await Assert.ThrowsAsync<ArgumentException>(() => new TowerRuns(_tower.Client(options => options.WorkspaceId = 8)).PrepareAsync(again.Request));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "Existing run name and session ID combination")]
    [InlineData(HttpStatusCode.Conflict, "Run name `x` already exists for this session")]
    [InlineData(HttpStatusCode.BadRequest, "Property [runName] must be unique")]
    [InlineData(HttpStatusCode.BadRequest, "Session id already in use")]
    [InlineData(HttpStatusCode.BadRequest, "Unable to acquire lock on session with ID 12")]
    public async Task A_refusal_that_means_that_the_run_exists_says_so(HttpStatusCode status, string message)
    {
        _tower.On("POST", "/workflow/launch", status, $$"""{"message":"{{message}}"}""");
        var prepared = await Runs.PrepareAsync(Repository);

        await Assert.ThrowsAsync<DuplicateRunException>(() => Runs.CreateAsync(prepared, Tag));
    }

    [Theory]
    [InlineData("Invalid compute environment")]
    [InlineData("Run name is malformed")]
    [InlineData("Session with ID 12 does not exist")]
    [InlineData("Label already exists")]
    public async Task Any_other_refusal_stays_what_it_is(string message)
    {
        _tower.On("POST", "/workflow/launch", HttpStatusCode.BadRequest, $$"""{"message":"{{message}}"}""");
        var prepared = await Runs.PrepareAsync(Repository);

        await Assert.ThrowsAsync<InvalidRequestException>(() => Runs.CreateAsync(prepared, Tag));
    }

    [Fact]
    public async Task A_resumption_carries_the_whole_recipe()
    {
        _tower.On("GET", "/workflow/w0", """
            {"workflow":{"id":"w0","runName":"old-abcdefghijklmnopqrstuvwxyz-7a7b7c7d","status":"FAILED","launchId":"L9","sessionId":"5e55"},
            "labels":[{"id":8,"name":"cohort"},{"id":501,"name":"owner","value":"lab","resource":true}]}
            """).On("GET", "/workflow/w0/launch", """
            {"launch":{"id":"L9","computeEnv":{"id":"ce9","name":"n","platform":"p","config":{}},"pipeline":"https://github.com/nf-core/rnaseq","revision":"main",
            "workDir":"s3://w","resumeDir":"s3://w/resume","resumeCommitId":"c0ffee","paramsText":"{\"a\":1}","configProfiles":["docker"],"configText":"x=1",
            "towerConfig":"reports: {}","headJobCpus":4,"headJobMemoryMb":8192,"optimizationId":"o1","optimizationTargets":"cpus","userSecrets":["A"],"workspaceSecrets":["B"],
            "preRunScript":"pre","postRunScript":"post","mainScript":"m.nf","entryName":"e","schemaName":"s","outputDir":"s3://o","nextflowVersion":"25.04","stubRun":false}}
            """);
        var prepared = await Runs.PrepareAsync(Repository with { RunNamePrefix = "other" });

        var run = await Runs.ResumeAsync(Snapshot("w0", "old-abcdefghijklmnopqrstuvwxyz-7a7b7c7d"), prepared, Tag with { Attempt = 2 });

        var expected = JsonNode.Parse("""
            {"id":"L9","computeEnvId":"ce9","runName":"old-abcdefghijklmnopqrstuvwxyz-a2","pipeline":"https://github.com/nf-core/rnaseq","revision":"c0ffee",
            "workDir":"s3://w/resume","paramsText":"{\"a\":1}","configText":"x=1","towerConfig":"reports: {}","preRunScript":"pre","postRunScript":"post","mainScript":"m.nf",
            "entryName":"e","schemaName":"s","sessionId":"5e55","resume":true,"optimizationId":"o1","optimizationTargets":"cpus","headJobCpus":4,"headJobMemoryMb":8192,
            "outputDir":"s3://o","nextflowVersion":"25.04","configProfiles":["docker"],"userSecrets":["A"],"workspaceSecrets":["B"],"labelIds":[8,501]}
            """);
        Assert.Equal(CanonicalJson.Write(expected), CanonicalJson.Write(_tower.Launched()));
        Assert.Equal("old-abcdefghijklmnopqrstuvwxyz-a2", run!.Name);
        Assert.Null(run.Tag!.Nonce);
        Assert.Equal(2, run.Tag.Attempt);
    }

    [Theory]
    [InlineData("""{"workflow":{"id":"w0","launchId":"L9","sessionId":"s"}}""", """{"launch":{"id":"L9","pipeline":"p","resumeCommitId":null}}""")]
    [InlineData("""{"workflow":{"id":"w0","launchId":null,"sessionId":"s"}}""", """{"launch":{"id":"L9","pipeline":"p","resumeCommitId":"c"}}""")]
    [InlineData("""{"workflow":{"id":"w0","launchId":"L9"}}""", """{"launch":null}""")]
    public async Task A_run_that_ended_before_Nextflow_started_cannot_be_resumed(string run, string launch)
    {
        _tower.On("GET", "/workflow/w0", run).On("GET", "/workflow/w0/launch", launch);
        var prepared = await Runs.PrepareAsync(Repository);

        Assert.Null(await Runs.ResumeAsync(Snapshot("w0", "x"), prepared, Tag with { Attempt = 2 }));
        Assert.Empty(_tower.Sent("POST", "/workflow/launch"));
    }

    [Fact]
    public async Task A_stored_request_is_read_into_the_form_that_is_compared()
    {
        var prepared = await Runs.PrepareAsync(Repository with { Profiles = ["docker", "test"], Parameters = new() { ["input"] = "x", ["n"] = 1.0 } });
        _tower.On("GET", "/workflow/w1/launch", """
            {"launch":{"id":"L1","computeEnv":{"id":"ce1","name":"spot","platform":"aws-batch","config":{"nextflowConfig":"process.queue='q'","preRunScript":"module load x"}},
            "pipeline":"https://github.com/nf-core/rnaseq.git","revision":"3.14.0","paramsText":"n: 1\ninput: x\n","configText":"process.queue='q'","preRunScript":"module load x",
            "postRunScript":"","mainScript":null,"entryName":"","configProfiles":["docker","test"],"stubRun":false,"resume":false,"pullLatest":false}}
            """);

        var stored = await Runs.ReadRequestAsync("w1");

        Assert.Equal(Text(prepared), CanonicalJson.Write(stored!.Fields));
    }

    [Fact]
    public async Task A_resumed_run_is_compared_by_the_revision_that_its_first_attempt_was_asked_for()
    {
        _tower.On("GET", "/workflow/w2/launch", """
            {"launch":{"id":"L2","computeEnv":{"id":"ce1","config":{}},"pipeline":"https://github.com/nf-core/rnaseq","revision":"c0ffee","resume":true,"sessionId":"5e55"}}
            """).On("GET", "/workflow", """
            {"workflows":[{"workflow":{"id":"w2","sessionId":"5e55"}},{"workflow":{"id":"w1","sessionId":"5e55"}}],"totalSize":2,"hasMore":false}
            """).On("GET", "/workflow/w1/launch", """
            {"launch":{"id":"L1","computeEnv":{"id":"ce1","config":{}},"pipeline":"https://github.com/nf-core/rnaseq","revision":"main","resumeCommitId":"c0ffee","resume":false}}
            """);

        Assert.Equal("main", (string?)(await Runs.ReadRequestAsync("w2"))!.Fields["revision"]);

        _tower.On("GET", "/workflow/w1/launch", """
            {"launch":{"id":"L1","computeEnv":{"id":"ce1","config":{}},"pipeline":"https://github.com/nf-core/rnaseq","revision":"main","resumeCommitId":"0ther","resume":false}}
            """);
        var ofAnotherCommit = await Runs.ReadRequestAsync("w2");
        Assert.Equal("c0ffee", (string?)ofAnotherCommit!.Fields["revision"]);
        Assert.Empty(ofAnotherCommit.Untold);

        _tower.On("GET", "/workflow", """{"workflows":[{"workflow":{"id":"w2","sessionId":"5e55"}}],"totalSize":1,"hasMore":false}""");
        Assert.Equal(["revision"], (await Runs.ReadRequestAsync("w2"))!.Untold);
    }

    [Theory]
    [InlineData("SUBMITTED", RunState.Queued)]
    [InlineData("RUNNING", RunState.Running)]
    [InlineData("SUCCEEDED", RunState.Succeeded)]
    [InlineData("FAILED", RunState.Failed)]
    [InlineData("CANCELLED", RunState.Canceled)]
    [InlineData("ABORTED", RunState.Canceled)]
    [InlineData("UNKNOWN", RunState.Unknown)]
    [InlineData("HIBERNATING", RunState.Unknown)]
    [InlineData(null, RunState.Unknown)]
    public async Task Every_state_is_mapped_and_the_platforms_word_is_kept(string? status, RunState expected)
    {
        var word = status is null ? "null" : $"\"{status}\"";
        _tower.On("GET", "/workflow/w", $$"""{"workflow":{"id":"w","submit":"2026-07-01T10:00:00Z","status":{{word}} } }""");

        var run = await Runs.GetAsync("w");

        Assert.Equal(expected, run!.State);
        Assert.Equal(status, run.RawState);
        Assert.Equal(new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.Zero), run.CreatedAt);
    }

    [Fact]
    public async Task A_run_that_the_server_forbids_is_gone_only_if_the_workspace_can_be_listed()
    {
        _tower.On("GET", "/workflow/w", HttpStatusCode.Forbidden).On("GET", "/workflow", """{"workflows":[],"totalSize":0}""");
        Assert.Null(await Runs.GetAsync("w"));

        _tower.On("GET", "/workflow", HttpStatusCode.Forbidden);
        await Assert.ThrowsAsync<AccessDeniedException>(() => Runs.GetAsync("w"));
    }

    [Fact]
    public async Task Cancelling_a_run_that_has_ended_is_no_error_on_any_server()
    {
        _tower.On("POST", "/workflow/w/cancel", HttpStatusCode.BadRequest, """{"message":"Not running"}""").On("GET", "/workflow/w", """{"workflow":{"id":"w","status":"SUCCEEDED"}}""");
        await Runs.CancelAsync("w");

        _tower.On("GET", "/workflow/w", """{"workflow":{"id":"w","status":"RUNNING"}}""");
        await Assert.ThrowsAsync<InvalidRequestException>(() => Runs.CancelAsync("w"));
    }

    [Fact]
    public async Task The_personal_workspace_is_that_of_its_user()
    {
        _tower.On("GET", "/user-info", """{"user":{"id":42}}""");
        var runs = new TowerRuns(_tower.Client(options => options.WorkspaceId = null));
        var named = new TowerRuns(_tower.Client(), new TowerRunsOptions { Service = "our-tower" });

        Assert.Equal("tower:api.cloud.seqera.io/users/42", (await runs.PrepareAsync(Repository)).Service);
        Assert.Equal("tower:our-tower/workspaces/7", (await named.PrepareAsync(Repository)).Service);
    }

    [Fact]
    public async Task A_run_links_to_its_page()
    {
        _tower.On("GET", "/workflow/w", """{"workflow":{"id":"w","status":"RUNNING"},"orgName":"Sage","workspaceName":"genomics"}""");

        Assert.Equal("https://cloud.seqera.io/orgs/Sage/workspaces/genomics/watch/w", (await Runs.GetAsync("w"))!.Link!.ToString());
    }

    [Fact]
    public async Task The_tail_of_a_run_without_a_log_is_its_error_report()
    {
        _tower.On("GET", "/workflow/w/log", """{"log":{"entries":[],"pending":false}}""")
            .On("GET", "/workflow/w", """{"workflow":{"id":"w","status":"FAILED","errorReport":"one\ntwo\nthree\n"}}""");
        Assert.Equal(["two", "three"], await Runs.GetLogTailAsync("w", 2));

        _tower.On("GET", "/workflow/w/log", """{"log":{"entries":["a","b","c"]}}""");
        Assert.Equal(["b", "c"], await Runs.GetLogTailAsync("w", 2));
    }

    private string Text(PreparedRun<TowerLaunch> prepared) => CanonicalJson.Write(Runs.Canonicalize(prepared).Fields);

    private static RunSnapshot Snapshot(string id, string name) => new() { Id = id, Name = name, State = RunState.Failed, Tag = RunNames.Read(name) };
}
