using System.Text.Json.Nodes;
using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Tes.Tests.Stubs;

namespace SageTasks.Tes.Tests.Guard;

/// <summary>TES's side of the guard: what is refused, what makes the work, what a stored task is compared with.</summary>
public sealed class TesRunsTests
{
    private static readonly SubmissionTag Tag = new() { Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz"), Nonce = "abcd2345" };

    [Fact]
    public async Task The_mark_is_tags_without_dots()
    {
        var server = StubTes.Standard().On("POST", "/ga4gh/tes/v1/tasks", """{"id":"t1"}""");
        var runs = new TesRuns(server.Client());

        var run = await runs.CreateAsync(await runs.PrepareAsync(Samples.Task), Tag with { Attempt = 2, Supersedes = true });

        var tags = server.Sent("POST", "/ga4gh/tes/v1/tasks")[0].Json["tags"]!.AsObject();
        Assert.Equal(
            ["sagetasks-attempt=2", "sagetasks-key=abcdefghijklmnopqrstuvwxyz", "sagetasks-nonce=abcd2345", "sagetasks-supersedes=true", "study=a"],
            tags.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal));
        Assert.DoesNotContain(tags, tag => tag.Key.Contains('.', StringComparison.Ordinal));
        Assert.Equal("t1", run.Id);
        Assert.Equal(Tag with { Attempt = 2, Supersedes = true }, TaskTags.Read(tags.ToDictionary(tag => tag.Key, tag => (string)tag.Value!)));
    }

    [Fact]
    public async Task A_task_that_carries_the_guards_mark_already_is_refused()
    {
        var runs = new TesRuns(StubTes.Standard().Client());

        var refused = await Assert.ThrowsAsync<TaskRefusedException>(
            () => runs.PrepareAsync(Samples.Task with { Tags = new Dictionary<string, string> { ["sagetasks-key"] = "x" } }));

        Assert.Contains("OwnKey", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strict_task_is_held_against_the_server_which_is_asked_once()
    {
        var server = new StubTes().On("GET", "/v1/service-info", """{"name":"x","type":{"artifact":"tes"},"tesResources_backend_parameters":["vm_size"]}""");
        var runs = new TesRuns(server.Client());
        var task = Samples.Task with { Resources = new TesResources { BackendParameters = new Dictionary<string, string> { ["gpu"] = "1" } } };

        await runs.PrepareAsync(task);
        var asked = server.Requests.Count;

        await Assert.ThrowsAsync<TaskRefusedException>(() => runs.PrepareAsync(task with { Resources = task.Resources with { BackendParametersStrict = true } }));
        Assert.Equal(asked, server.Requests.Count);
    }

    [Theory]
    [InlineData("https://tes.example.org", "tes:tes.example.org")]
    [InlineData("https://TES.example.org/v1", "tes:tes.example.org")]
    [InlineData("https://tes.example.org/ga4gh/tes/v1/", "tes:tes.example.org")]
    [InlineData("https://tes.example.org:8000/team-a/ga4gh/tes/v1", "tes:tes.example.org:8000/team-a")]
    public async Task A_server_has_one_name_by_whichever_path_it_is_reached(string endpoint, string service)
    {
        var runs = new TesRuns(new StubTes().Client(endpoint: endpoint));

        Assert.Equal(service, (await runs.PrepareAsync(Samples.Task)).Service);
    }

    [Fact]
    public void What_makes_the_work_is_what_runs_on_what()
    {
        var form = TaskForms.Of(Samples.Task with { Description = "d", Resources = new TesResources { CpuCores = 2 } });

        Assert.Equal(
            """{"inputs":[{"path":"/in/a.txt","url":"s3://bucket/a.txt"}],"outputs":[{"path":"/out/n.txt","url":"s3://bucket/n.txt"}],"executors":[{"image":"debian","command":["wc","-l","/in/a.txt"],"stdout":"/out/n.txt"}]}""",
            form.Fields["parameters"]!.ToJsonString());
        Assert.Equal("""{"name":"count","description":"d","resources":{"cpu_cores":2},"tags":{"study":"a"}}""", form.Optional.ToJsonString());
    }

    public static TheoryData<string> Fillings => new()
    {
        // Funnel fills in everything.
        """{"id":"t1","state":"RUNNING","resources":{"cpu_cores":0,"ram_gb":0,"zones":[],"backend_parameters":{}},"volumes":[],"logs":[]}""",
        """{"inputs":[{"name":"x","description":"","url":"s3://bucket/a.txt","path":"/in/a.txt","type":"FILE","content":"","streamable":false}]}""",
        """{"executors":[{"image":"debian","command":["wc","-l","/in/a.txt"],"workdir":"","stdin":"","stdout":"/out/n.txt","stderr":"","env":{},"ignore_error":false}]}""",

        // TES-Azure answers null and 0.
        """{"outputs":[{"name":null,"description":null,"url":"s3://bucket/n.txt","path":"/out/n.txt","type":0}],"volumes":null,"tags":null}""",

        // Funnel answers BASIC where FULL was asked for, while there is no system log.
        """{"executors":[{"image":"debian","command":["wc","-l","/in/a.txt"]}]}""",
    };

    [Theory]
    [MemberData(nameof(Fillings))]
    public async Task What_servers_fill_in_is_still_the_same_work(string answer)
    {
        var stored = JsonNode.Parse(Samples.Task.ToJson())!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(answer)!.AsObject())
        {
            stored[name] = value?.DeepClone();
        }

        Assert.True(StoredAsAsked(Samples.Task, await ReadAsync(stored)));
    }

    [Theory]
    [InlineData("""{"name":"","description":"","url":"","path":"/in/empty","type":"FILE","content":"","streamable":false}""")]
    [InlineData("""{"path":"/in/empty"}""")]
    public async Task An_empty_content_is_the_same_shown_or_not(string shown)
    {
        var asked = TesTask.FromJson(Samples.AsFunnelShows("""[{"path":"/in/empty","content":""}]""")) with
        {
            Executors = [new TesExecutor { Image = "debian", Command = ["true"], Stdout = "/out/n.txt" }],
        };
        var stored = JsonNode.Parse(Samples.AsFunnelShows($"[{shown}]"))!.AsObject();
        stored["executors"]![0]!["stdout"] = "/out/n.txt";

        Assert.True(StoredAsAsked(asked, await ReadAsync(stored)));
    }

    [Fact]
    public async Task What_the_server_would_not_do_is_told_by_the_submission_and_refused_where_that_is_asked_for()
    {
        const string tasks = "/v1/tasks";
        var server = new StubTes()
            .On("GET", "/v1/service-info", """{"name":"Azure","type":{"artifact":"tes"},"tesResources_backend_parameters":["internal_path_prefix"]}""")
            .On("GET", tasks, """{"tasks":[]}""").On("POST", tasks, """{"id":"t1"}""");
        var task = Samples.Task with { Executors = [.. Samples.Task.Executors, new TesExecutor { Image = "b", Command = ["c"] }], Inputs = [Samples.Task.Inputs[0] with { Streamable = true }] };
        server.On("GET", $"{tasks}/t1", _ => StubTes.Json(Stored(server, tasks)));
        var time = new SkippingTime();

        var submission = await new SubmissionGuard(time: time).SubmitAsync(
            new HoldingPlatform<TesTask>(new TesRuns(server.Client(), timeProvider: time.WhileHeld), time), task, new SubmissionPolicy { Confirm = ConfirmMode.Early });

        Assert.Equal(2, submission.Evidence.Warnings.Count);
        Assert.Contains("only the first one runs", submission.Evidence.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("streamable", submission.Evidence.Warnings[1], StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<TaskRefusedException>(() => new TesRuns(server.Client(), new TesRunsOptions { Strict = true }).PrepareAsync(task));
        Assert.Equal(2, refused.Violations.Count);
    }

    [Fact]
    public async Task A_server_that_tells_nothing_of_itself_is_tried()
    {
        var server = new StubTes().On("GET", "/v1/tasks", """{"tasks":[]}""");
        var task = Samples.Task with { Resources = new TesResources { BackendParameters = new Dictionary<string, string> { ["gpu"] = "1" } } };

        Assert.Empty((await new TesRuns(server.Client()).PrepareAsync(task)).Warnings);
    }

    private static string Stored(StubTes server, string path)
    {
        var task = server.Sent("POST", path)[0].Json;
        (task["id"], task["state"]) = ("t1", "RUNNING");
        return task.ToJsonString();
    }

    public static TheoryData<string> Changes => new()
    {
        """{"executors":[{"image":"debian:13","command":["wc","-l","/in/a.txt"],"stdout":"/out/n.txt"}]}""",
        """{"executors":[{"image":"debian","command":["wc","/in/a.txt"],"stdout":"/out/n.txt"}]}""",
        """{"executors":[{"image":"debian","command":["wc","-l","/in/a.txt"],"stdout":"/out/m.txt"}]}""",
        """{"executors":[{"image":"debian","command":["wc","-l","/in/a.txt"],"stdout":"/out/n.txt","env":{"A":"1"}}]}""",
        """{"executors":[{"image":"debian","command":["wc","-l","/in/a.txt"],"stdout":"/out/n.txt","ignore_error":true}]}""",
        """{"inputs":[{"url":"s3://bucket/b.txt","path":"/in/a.txt","type":"FILE"}]}""",
        """{"inputs":[{"content":"x","url":"s3://bucket/a.txt","path":"/in/a.txt","type":"FILE"}]}""",
        """{"inputs":[{"url":"s3://bucket/a.txt","path":"/in/a.txt","type":"DIRECTORY"}]}""",
        """{"inputs":[]}""",
        """{"outputs":[{"url":"s3://bucket/o.txt","path":"/out/n.txt","type":"FILE"}]}""",
        """{"volumes":["/scratch"]}""",
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Anything_else_is_other_work(string change)
    {
        var stored = JsonNode.Parse(Samples.Task.ToJson())!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            stored[name] = value?.DeepClone();
        }

        Assert.False(StoredAsAsked(Samples.Task, await ReadAsync(stored)));
    }

    [Fact]
    public async Task A_path_prefix_that_the_server_dropped_is_not_compared_and_another_one_is()
    {
        var asked = Samples.Task with { Outputs = [new TesOutput { Path = "/out/*.txt", PathPrefix = "/out", Url = "s3://bucket/" }] };
        var dropped = JsonNode.Parse((asked with { Outputs = [asked.Outputs[0] with { PathPrefix = null }] }).ToJson())!.AsObject();
        var changed = JsonNode.Parse((asked with { Outputs = [asked.Outputs[0] with { PathPrefix = "/o" }] }).ToJson())!.AsObject();

        Assert.True(StoredAsAsked(asked, await ReadAsync(dropped)));
        Assert.False(StoredAsAsked(asked, await ReadAsync(changed)));
    }

    [Theory]
    [InlineData("QUEUED", RunState.Queued)]
    [InlineData("INITIALIZING", RunState.Initializing)]
    [InlineData("RUNNING", RunState.Running)]
    [InlineData("PAUSED", RunState.Paused)]
    [InlineData("COMPLETE", RunState.Succeeded)]
    [InlineData("EXECUTOR_ERROR", RunState.Failed)]
    [InlineData("SYSTEM_ERROR", RunState.SystemFailed)]
    [InlineData("CANCELED", RunState.Canceled)]
    [InlineData("CANCELING", RunState.Canceling)]
    [InlineData("PREEMPTED", RunState.Preempted)]
    [InlineData("UNKNOWN", RunState.Unknown)]
    [InlineData("HIBERNATING", RunState.Unknown)]
    public async Task Every_state_has_a_word_of_the_guards(string word, RunState state)
    {
        var server = StubTes.Standard().On("GET", "/ga4gh/tes/v1/tasks/t1", $$"""{"id":"t1","state":"{{word}}"}""");

        var run = await new TesRuns(server.Client()).GetAsync("t1");

        Assert.Equal(state, run!.State);
        Assert.Equal(word, run.RawState);
    }

    [Fact]
    public async Task A_task_that_is_not_there_is_no_error()
    {
        var runs = new TesRuns(StubTes.Standard().Client());

        Assert.Null(await runs.GetAsync("t1"));
        Assert.Null(await runs.ReadRequestAsync("t1"));
        Assert.Empty(await runs.GetLogTailAsync("t1", 10));
    }

    [Fact]
    public async Task What_TES_has_not_is_said()
    {
        var runs = new TesRuns(StubTes.Standard().Client());
        var run = new RunSnapshot { Id = "t1", State = RunState.Failed };

        Assert.Null(await runs.ResumeAsync(run, new PreparedRun<TesTask> { Request = Samples.Task, Service = "x" }, Tag));
        await Assert.ThrowsAsync<NotSupportedException>(() => runs.StartAsync("t1"));
        await Assert.ThrowsAsync<NotSupportedException>(() => runs.DiscardAsync("t1"));
        Assert.Throws<ArgumentException>(() => new TesRuns(StubTes.Standard().Client(), new TesRunsOptions { PageSize = 5_000 }));
    }

    [Fact]
    public async Task The_tail_of_the_log_is_the_failed_executors_error_of_the_last_try()
    {
        var server = StubTes.Standard().On("GET", "/ga4gh/tes/v1/tasks/t1", """
            {"id":"t1","state":"EXECUTOR_ERROR","logs":[{"logs":[{"exit_code":1,"stderr":"first try"}]},
            {"logs":[{"exit_code":0,"stdout":"fine"},{"exit_code":3,"stdout":"out","stderr":"a\nb\r\nc\n"}],"system_logs":["disk full"],"end_time":"2025-01-01T00:00:00Z"}]}
            """);
        var runs = new TesRuns(server.Client());

        Assert.Equal(["b", "c", "disk full"], await runs.GetLogTailAsync("t1", 3));
        var run = await runs.GetAsync("t1");
        Assert.Equal("executor 1 ended with exit code 3", run!.Message);
        Assert.Equal(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), run.CompletedAt);
    }

    private static async Task<CanonicalRequest> ReadAsync(JsonObject stored)
    {
        stored["id"] = "t1";
        var server = StubTes.Standard().On("GET", "/ga4gh/tes/v1/tasks/t1", stored.ToJsonString());
        return (await new TesRuns(server.Client()).ReadRequestAsync("t1"))!;
    }

    private static bool StoredAsAsked(TesTask asked, CanonicalRequest stored) => RequestCheck.Differences(TaskForms.Of(asked.ToRequest()), stored).Count == 0;
}
