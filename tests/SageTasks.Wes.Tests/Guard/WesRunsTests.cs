using System.Text.Json;
using SageTasks.ContractSuites;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Testing;
using SageTasks.Wes.Tests.Local;
using SageTasks.Wes.Tests.Stubs;

namespace SageTasks.Wes.Tests.Guard;

/// <summary>WES's side of the guard: what makes the work what it is, and what is done when a server is not sure.</summary>
public sealed class WesRunsTests
{
    private static readonly WesRunsOptions Quick = new() { SettleTime = TimeSpan.FromSeconds(1), CommitHorizon = TimeSpan.FromSeconds(2) };

    private static WesRunRequest Request => new()
    {
        WorkflowUrl = "main.cwl",
        WorkflowType = "CWL",
        WorkflowTypeVersion = "v1.2",
        Parameters = new() { ["n"] = 1 },
        Tags = new Dictionary<string, string> { ["ProjectId"] = "p" },
        Attachments = [WesAttachment.FromText("main.cwl", "cwlVersion: v1.2")],
    };

    [Theory]
    [InlineData(LocalWesPersonality.Ngs360)]
    [InlineData(LocalWesPersonality.Spec)]
    [InlineData(LocalWesPersonality.Toil)]
    public async Task A_run_that_was_stored_and_answered_with_500_is_found_and_not_repeated(LocalWesPersonality personality)
    {
        var time = new SkippingTime();
        await using var wes = await LocalWes.StartAsync(new LocalWesOptions { Personality = personality, IsScripted = true, FailsAfterStoring = true, TimeProvider = time });
        var runs = new HoldingPlatform<WesRunRequest>(new WesRuns(wes.Connect(), Quick, time.WhileHeld), time);
        var policy = new SubmissionPolicy { CommitHorizon = Quick.CommitHorizon };

        var first = await new SubmissionGuard(time: time).SubmitAsync(runs, new RunPlan<WesRunRequest> { Request = Request }, policy);
        var second = await new SubmissionGuard(time: time).SubmitAsync(runs, new RunPlan<WesRunRequest> { Request = Request }, policy);

        Assert.Equal(SubmissionOutcome.Launched, first.Outcome);
        Assert.Equal(first.RunId, second.RunId);
        Assert.Single(wes.Journal.OfKind("run.created"));
    }

    [Fact]
    public async Task Attachments_count_by_their_content_and_their_names()
    {
        var same = await KeyAsync(Request);

        Assert.Equal(same, await KeyAsync(Request with { Tags = new Dictionary<string, string> { ["other"] = "tag" } }));
        Assert.NotEqual(same, await KeyAsync(Request with { Attachments = [WesAttachment.FromText("main.cwl", "cwlVersion: v1.0")] }));
        Assert.NotEqual(same, await KeyAsync(Request with { Attachments = [.. Request.Attachments, WesAttachment.FromText("b", "")] }));
        Assert.NotEqual(
            await KeyAsync(Request with { Attachments = [.. Request.Attachments, WesAttachment.FromText("b", "1"), WesAttachment.FromText("c", "2")] }),
            await KeyAsync(Request with { Attachments = [.. Request.Attachments, WesAttachment.FromText("b", "2"), WesAttachment.FromText("c", "1")] }));
        Assert.NotEqual(same, await KeyAsync(Request with { WorkflowEngine = "cwltool" }));
    }

    [Fact]
    public async Task The_order_of_attachments_and_where_they_lie_do_not_count()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "any-name");
        await File.WriteAllTextAsync(file, "cwlVersion: v1.2");

        Assert.Equal(
            await KeyAsync(Request with { Attachments = [.. Request.Attachments, WesAttachment.FromText("a", "1")] }),
            await KeyAsync(Request with { Attachments = [WesAttachment.FromText("a", "1"), WesAttachment.FromFile(file, "main.cwl")] }));
    }

    [Fact]
    public async Task A_token_that_cannot_be_read_is_not_taken_for_an_attachment()
    {
        var stub = new StubWes().On("GET", "/service-info", "{}");
        var runs = new WesRuns(StubWes.Client(stub));
        var prepared = await runs.PrepareAsync(Request);
        var without = new WesRuns(StubWes.Client(stub, options => options.TokenProvider = _ => throw new IOException("the token's file is gone")));

        var failed = await Assert.ThrowsAnyAsync<IOException>(() => without.CreateAsync(prepared, new SubmissionTag { Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz") }));

        Assert.Contains("token's file", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_changed_since_it_was_planned_is_not_sent()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "main.cwl");
        await File.WriteAllTextAsync(file, "before");
        await using var wes = await LocalWes.StartAsync(new LocalWesOptions { IsScripted = true });
        var runs = new WesRuns(wes.Connect(), Quick);
        var prepared = await runs.PrepareAsync(Request with { Attachments = [WesAttachment.FromFile(file)] });
        await File.WriteAllTextAsync(file, "after");

        var changed = await Assert.ThrowsAsync<ArgumentException>(() => runs.CreateAsync(prepared, new SubmissionTag { Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz"), Nonce = "abcdefgh" }));
        await Assert.ThrowsAsync<ArgumentException>(() => runs.PrepareAsync(prepared.Request));

        Assert.Contains("main.cwl", changed.Message, StringComparison.Ordinal);
        Assert.Empty(wes.Runs);
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_sent_starts_no_run_and_leaves_nothing_to_look_for()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "main.cwl");
        await File.WriteAllTextAsync(file, "before");
        await using var wes = await LocalWes.StartAsync(new LocalWesOptions { IsScripted = true });
        var changing = new ChangingHandler { BeforePost = () => File.WriteAllText(file, "AFTER!") };
        var runs = new WesRuns(wes.Connect(options => options.Http.Handler = changing), Quick);
        var ledger = new FileLedger(Path.Combine(folder.Path, "ledger"));
        var request = Request with { Attachments = [WesAttachment.FromFile(file)] };

        var changed = await Assert.ThrowsAsync<ArgumentException>(() => new SubmissionGuard(ledger: ledger).SubmitAsync(runs, request));
        var gone = await Assert.ThrowsAsync<ArgumentException>(() => new SubmissionGuard().SubmitAsync(
            new WesRuns(wes.Connect(options => options.Http.Handler = new ChangingHandler { BeforePost = () => File.Delete(file) }), Quick), request));

        Assert.Contains("'main.cwl' was changed while it was sent", changed.Message, StringComparison.Ordinal);
        Assert.Contains("main.cwl", gone.Message, StringComparison.Ordinal);
        Assert.Empty(wes.Runs);
        Assert.DoesNotContain("openIntent\":{", await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(folder.Path, "ledger"), "*.json", SearchOption.AllDirectories).Single()), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_is_named_and_hides_nothing()
    {
        var stub = Stub()
            .On("GET", "/runs/a", """{"run_id":"a","state":"EXECUTOR_ERROR","run_log":{"system_logs":["out of memory"],"stderr":"https://[bad"}}""")
            .On("GET", "/runs/b", """{"run_id":"b","state":"EXECUTOR_ERROR","run_log":{"stderr":"s3://bucket/log"}}""")
            .On("GET", "/runs/c", """{"run_id":"c","state":"EXECUTOR_ERROR","run_log":{"stderr":"/ga4gh/wes/v1/logs/c"}}""")
            .On("GET", "/logs/c", "no", status: 500);
        var runs = new WesRuns(StubWes.Client(stub), Quick);

        foreach (var (id, lines) in new[] { ("a", 2), ("b", 1), ("c", 1) })
        {
            var tail = await runs.GetLogTailAsync(id, 20);

            Assert.Equal(lines, tail.Count);
            Assert.Contains("could not be read", tail[^1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Of_a_log_without_end_a_part_is_read_and_a_part_of_that_is_kept()
    {
        var lines = string.Join('\n', Enumerable.Range(0, 100_000).Select(number => $"line {number}")) + "\n";
        using var log = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(lines));
        using var endless = new EndlessStream();

        var tail = await StreamTail.ReadAsync(log, CancellationToken.None);
        var of = await StreamTail.ReadAsync(endless, CancellationToken.None);

        Assert.Equal(["line 99998", "line 99999"], tail.TakeLast(2));
        Assert.All(tail, line => Assert.StartsWith("line ", line, StringComparison.Ordinal));
        Assert.InRange(tail.Sum(line => line.Length + 1), 1, 2 * StreamTail.Kept);
        Assert.Equal(2, of.Count);
        Assert.InRange(of[0].Length, 1, 2 * StreamTail.Kept);
        Assert.InRange(endless.Given, StreamTail.MostRead, StreamTail.MostRead + (2 * StreamTail.Kept));
        Assert.Equal(["two"], StreamTail.Lines(new string('x', StreamTail.Kept) + "\ntwo\n"));
    }

    [Fact]
    public async Task A_plan_can_be_stored_and_submitted_later()
    {
        var runs = new WesRuns(StubWes.Client(Stub()), Quick);
        var prepared = await runs.PrepareAsync(Request);
        var stored = JsonSerializer.Deserialize<WesRunRequest>(JsonSerializer.Serialize(prepared.Request))!;

        var later = await runs.PrepareAsync(stored);

        Assert.Equal(runs.Canonicalize(prepared).Fields.ToJsonString(), runs.Canonicalize(later).Fields.ToJsonString());
    }

    [Fact]
    public async Task The_only_engine_is_named_and_is_no_part_of_the_work()
    {
        await using var wes = await LocalWes.StartAsync(new LocalWesOptions { Personality = LocalWesPersonality.Sapporo, IsScripted = true });
        var runs = new WesRuns(wes.Connect(), Quick);

        var prepared = await runs.PrepareAsync(Request);
        var run = await runs.CreateAsync(prepared, new SubmissionTag { Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz"), Nonce = "abcdefgh" });

        Assert.Equal("sh", (await wes.Connect().GetRunAsync(run.Id)).Request!.WorkflowEngine);
        Assert.Equal(runs.Canonicalize(prepared).Fields.ToJsonString(), (await runs.ReadRequestAsync(run.Id))!.Fields.ToJsonString());
        Assert.DoesNotContain("workflow_engine", runs.Canonicalize(prepared).Fields.Select(field => field.Key));
    }

    [Fact]
    public async Task What_a_server_fills_in_makes_no_other_work_of_a_guarded_run()
    {
        var stub = Stub();
        var runs = new WesRuns(StubWes.Client(stub), Quick);
        var prepared = await runs.PrepareAsync(Request with { Attachments = [], WorkflowUrl = "https://example.org/a.cwl" });
        stub.On("GET", "/runs/a", """
            {"run_id":"a","request":{"workflow_params":"{\"n\":1}","workflow_type":"CWL","workflow_type_version":"v1.2","workflow_url":"https://example.org/a.cwl",
             "workflow_engine":"chosen by the server","workflow_engine_version":"9","workflow_engine_parameters":{"--outdir":"x"},
             "tags":{"sagetasks-key":"abcdefghijklmnopqrstuvwxyz","sagetasks-given":"none"}}}
            """);

        var stored = (await runs.ReadRequestAsync("a"))!;

        Assert.Empty(stored.Untold);
        Assert.Equal(
            SubmissionForm(runs.Canonicalize(prepared)),
            SubmissionForm(stored));
    }

    [Fact]
    public async Task Of_a_run_that_a_person_started_the_attachments_are_not_told()
    {
        var stub = Stub().On("GET", "/runs/a", """{"run_id":"a","request":{"workflow_url":"main.cwl","workflow_type":"CWL","workflow_type_version":"v1.2"}}""");

        Assert.Equal(["attachments"], (await new WesRuns(StubWes.Client(stub), Quick).ReadRequestAsync("a"))!.Untold);
    }

    [Fact]
    public async Task The_guards_own_tags_are_not_the_callers()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => new WesRuns(StubWes.Client(Stub()), Quick).PrepareAsync(Request with { Tags = new Dictionary<string, string> { ["SageTasks-key"] = "x" } }));

        Assert.Contains("SageTasks-key", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("f2", 2, true)]
    [InlineData("3", 3, false)]
    [InlineData(null, 1, false)]
    public void Attempts_are_read_as_they_were_written(string? text, int attempt, bool supersedes)
    {
        var tag = new SubmissionTag { Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz"), Attempt = attempt, Supersedes = supersedes, Nonce = "abcdefgh" };
        var request = Request with { Attachments = [] };

        var tags = RunTags.Of(request, tag, new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

        Assert.Equal(text, tags.GetValueOrDefault("sagetasks-attempt"));
        Assert.Equal(tag, RunTags.Read(tags));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero), RunTags.TimeOf(tags));
        Assert.Equal("p", tags["ProjectId"]);
    }

    [Theory]
    [InlineData("x2")]
    [InlineData("0")]
    [InlineData("-1")]
    public void Tags_that_no_guard_wrote_are_no_tag(string attempt) =>
        Assert.Null(RunTags.Read(new Dictionary<string, string> { ["sagetasks-key"] = "abcdefghijklmnopqrstuvwxyz", ["sagetasks-attempt"] = attempt }));

    [Fact]
    public async Task Cancelling_a_run_that_has_ended_is_no_error_and_a_refusal_for_another_is()
    {
        await using var wes = await LocalWes.StartAsync(new LocalWesOptions { IsScripted = true });
        var id = wes.AddPastRun(new PastWesRun { State = LocalWesState.Running });
        wes.Faults.Strike(FaultKind.RefuseCancel, "POST /runs/*/cancel", times: 2);
        var runs = new WesRuns(wes.Connect(), Quick);

        await Assert.ThrowsAsync<AccessDeniedException>(() => runs.CancelAsync(id));
        wes.SetState(id, LocalWesState.Complete);
        await runs.CancelAsync(id);

        Assert.Equal(RunState.Succeeded, (await runs.GetAsync(id))!.State);
    }

    [Fact]
    public async Task The_end_of_a_log_is_what_the_server_adds_and_standard_error()
    {
        await using var wes = await LocalWes.StartAsync();
        var runs = new WesRuns(wes.Connect(), Quick);
        var request = new WesRunRequest
        {
            WorkflowUrl = "main.sh",
            WorkflowType = "SHELL",
            WorkflowTypeVersion = "1.0",
            Attachments = [WesAttachment.FromText("main.sh", "for n in 1 2 3 4 5; do echo line $n >&2; done; exit 1")],
        };

        var submission = await new SubmissionGuard().SubmitAsync(runs, new RunPlan<WesRunRequest> { Request = request });
        var failed = await Assert.ThrowsAsync<RunFailedException>(() => new RunWatcher().WaitAsync(runs, submission, new WatchOptions { MinInterval = TimeSpan.FromMilliseconds(20) }));

        Assert.Equal(["line 4", "line 5"], await runs.GetLogTailAsync(submission.RunId, 2));
        Assert.Contains("line 5", failed.LogTail);
    }

    [Theory]
    [InlineData("UNKNOWN", RunState.Unknown)]
    [InlineData("QUEUED", RunState.Queued)]
    [InlineData("INITIALIZING", RunState.Initializing)]
    [InlineData("RUNNING", RunState.Running)]
    [InlineData("PAUSED", RunState.Paused)]
    [InlineData("COMPLETE", RunState.Succeeded)]
    [InlineData("EXECUTOR_ERROR", RunState.Failed)]
    [InlineData("SYSTEM_ERROR", RunState.SystemFailed)]
    [InlineData("CANCELED", RunState.Canceled)]
    [InlineData("cancelled", RunState.Canceled)]
    [InlineData("CANCELING", RunState.Canceling)]
    [InlineData("PREEMPTED", RunState.Preempted)]
    [InlineData("RESURRECTED", RunState.Unknown)]
    public void Every_state_has_its_place(string state, RunState expected) => Assert.Equal(expected, RunStates.Read(WesState.Create(state)));

    private static StubWes Stub() => new StubWes().On("GET", "/service-info", """{"workflow_engine_versions":{"a":"1","b":"2"}}""");

    // The key is a hash of this form and of what the caller pins.
    private static async Task<string> KeyAsync(WesRunRequest request)
    {
        var runs = new WesRuns(StubWes.Client(Stub()), Quick);
        return SubmissionForm(runs.Canonicalize(await runs.PrepareAsync(request)));
    }

    private static string SubmissionForm(CanonicalRequest request) => string.Join(' ', request.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value!.ToJsonString()}"));

    private sealed class ChangingHandler() : DelegatingHandler(new SocketsHttpHandler())
    {
        public required Action BeforePost { get; init; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Post)
            {
                BeforePost();
            }

            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class EndlessStream : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            Given += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
