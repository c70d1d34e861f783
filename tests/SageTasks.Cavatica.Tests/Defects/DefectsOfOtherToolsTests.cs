using System.Text.Json.Nodes;
using SageTasks.Cavatica.Tests.Local;
using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Testing;

namespace SageTasks.Cavatica.Tests.Defects;

/// <summary>What users of the existing tools have run into, each named after the defect, and passed here. That several starts race, that a
/// run action is refused, or that a crash comes between two steps is the guard suites' matter.</summary>
public sealed class DefectsOfOtherToolsTests : IAsyncLifetime
{
    private const string Cwl = """{"class":"CommandLineTool","cwlVersion":"v1.2","inputs":{"reads":"string","output_basename":"string?"},"outputs":{}}""";

    private static readonly SubmissionPolicy Quick = new() { SettleTime = TimeSpan.FromSeconds(1), CommitHorizon = TimeSpan.FromSeconds(1) };

    private readonly SkippingTime _time = new();

    private LocalCavatica _cavatica = null!;
    private string _project = null!;
    private string _app = null!;

    public async Task InitializeAsync()
    {
        _cavatica = await LocalCavatica.StartAsync(new LocalCavaticaOptions { IsScripted = true, TimeProvider = _time });
        _project = _cavatica.AddProject("p");
        _app = _cavatica.AddApp(_project, "wf", Cwl);
    }

    public async Task DisposeAsync() => await _cavatica.DisposeAsync();

    [Fact]
    public async Task Py_orca_and_sagetasks_see_only_the_first_fifty_tasks()
    {
        var first = await SubmitAsync(Request("S1"));
        AddHistory(5_100);

        var again = await SubmitAsync(Request("S1"));

        Assert.Equal(first.RunId, again.RunId);
        Assert.Single(_cavatica.Journal.OfKind("task.started"));
    }

    [Fact]
    public async Task Later_look_ups_of_five_thousand_tasks_read_only_what_is_new()
    {
        AddHistory(5_100);
        var runs = Runs();
        var key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");
        await Task.Delay(TimeSpan.FromMinutes(10), _time);
        _cavatica.AddPastTask(new PastCavaticaTask { Name = "new", Project = _project, App = _app });

        var whole = await runs.FindAsync([key]);
        var next = await runs.FindAsync([key]);

        Assert.True(whole.IsComplete && next.IsComplete);
        Assert.Equal(52, whole.Requests);
        Assert.Equal(1, next.Requests);
    }

    [Fact]
    public async Task Py_orca_takes_an_app_for_another_one_whose_name_begins_like_it()
    {
        var other = _cavatica.AddApp(_project, "w", Cwl);

        var one = await SubmitAsync(Request("S1"));
        var two = await SubmitAsync(Request("S1") with { App = other });

        Assert.NotEqual(one.RunId, two.RunId);
    }

    [Fact]
    public async Task Py_orca_ignores_the_revision_and_the_inputs()
    {
        var one = await SubmitAsync(Request("S1"));
        var inputs = await SubmitAsync(Request("S2"));
        _cavatica.AddApp(_project, "wf", Cwl);
        var revision = await SubmitAsync(Request("S1"));

        Assert.Equal(3, new[] { one.RunId, inputs.RunId, revision.RunId }.Distinct().Count());
        Assert.EndsWith("/1", (await _cavatica.Connect().GetTaskAsync(revision.RunId)).App, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LocalCavaticaStatus.Completed, SubmissionOutcome.Reused)]
    [InlineData(LocalCavaticaStatus.Failed, SubmissionOutcome.Resubmitted)]
    [InlineData(LocalCavaticaStatus.Running, SubmissionOutcome.Attached)]
    public async Task Py_orca_runs_whatever_it_found_again_and_is_refused(string status, SubmissionOutcome expected)
    {
        var first = await SubmitAsync(Request("S1"));
        _cavatica.SetStatus(first.RunId, status);

        Assert.Equal(expected, (await SubmitAsync(Request("S1"))).Outcome);
    }

    [Fact]
    public async Task Sagetasks_writes_the_drafts_own_id_into_an_input_in_a_callback_and_here_a_placeholder_does()
    {
        var request = Request("S1");
        request.Inputs!["output_basename"] = $"{RunPlaceholder.Id}.bam";

        var first = await SubmitAsync(request);
        var again = await SubmitAsync(request);

        Assert.Equal($"{first.RunId}.bam", (string?)(await _cavatica.Connect().GetTaskAsync(first.RunId)).Inputs!["output_basename"]);
        Assert.Equal(first.RunId, again.RunId);
    }

    [Fact]
    public async Task Sevenbridges_python_does_not_say_which_input_is_wrong()
    {
        var refused = await Assert.ThrowsAsync<TaskRefusedException>(() => SubmitAsync(Request("S1") with { Inputs = new JsonObject { ["read"] = "S1" } }));

        Assert.Equal(["read: the app has no such input. It has: output_basename, reads", "reads: string is required and was not given"], refused.Violations);
        Assert.Empty(_cavatica.Tasks);
    }

    [Fact]
    public async Task Sevenbridges_python_leaves_a_draft_behind_a_run_that_was_refused()
    {
        var runs = Runs(checkInputs: false);

        var refused = await Assert.ThrowsAsync<Http.InvalidRequestException>(() => SubmitAsync(Request("S1") with { Inputs = [] }, runs));

        Assert.Contains("reads", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_cavatica.Tasks);
    }

    [Fact]
    public async Task The_sensor_of_d3b_fails_on_a_batch_that_is_creating_its_children()
    {
        var submission = await SubmitAsync(Request("S1"));
        _cavatica.SetStatus(submission.RunId, LocalCavaticaStatus.Creating);

        Assert.Equal(RunState.Queued, (await Runs().GetAsync(submission.RunId))!.State);
    }

    [Fact]
    public async Task The_children_of_a_batch_inherit_its_description_and_are_not_taken_for_runs()
    {
        var app = _cavatica.AddApp(_project, "each", """{"class":"CommandLineTool","cwlVersion":"v1.2","inputs":{"reads":"File"},"outputs":{}}""");
        var files = new[] { "a", "b" }.Select(name => _cavatica.AddFile(_project, name, "x"u8.ToArray()));
        var request = new TaskRequest
        {
            Project = _project,
            App = app,
            Inputs = new TaskInputs().AddFiles("reads", files).ToJson(),
            BatchInput = "reads",
            BatchBy = new BatchBy { Type = BatchType.Item },
        };

        var first = await SubmitAsync(request);
        var again = await SubmitAsync(request);

        Assert.Equal(first.RunId, again.RunId);
        Assert.Equal(2, (await _cavatica.Connect().ListBatchChildrenAsync(first.RunId).ToListAsync()).Count);
        Assert.Empty(again.Evidence.CanceledTwins);
    }

    [Theory]
    [InlineData("item", "")]
    [InlineData("CRITERIA", ",\"criteria\":[\"metadata.sample_id\"]")]
    public async Task A_task_of_an_app_that_batches_by_itself_is_a_batch_and_found_again(string by, string criteria)
    {
        var app = _cavatica.AddApp(
            _project, "each", $$$"""{"class":"Workflow","cwlVersion":"v1.2","sbg:batchInput":"#reads","sbg:batchBy":{"type":"{{{by}}}"{{{criteria}}}},"inputs":{"reads":"File"},"outputs":{}}""");
        var files = new[] { "a", "b" }.Select(name => _cavatica.AddFile(_project, name, "x"u8.ToArray(), new Dictionary<string, string> { ["sample_id"] = name }));
        var request = new TaskRequest { Project = _project, App = app, Inputs = new TaskInputs().AddFiles("reads", files).ToJson() };

        var first = await SubmitAsync(request);
        var again = await SubmitAsync(request);

        Assert.Equal(first.RunId, again.RunId);
        Assert.Equal(2, (await _cavatica.Connect().ListBatchChildrenAsync(first.RunId).ToListAsync()).Count);
    }

    private void AddHistory(int count)
    {
        for (var index = 0; index < count; index++)
        {
            _cavatica.AddPastTask(new PastCavaticaTask { Name = "suite", Project = _project, App = _app });
        }
    }

    private CavaticaRuns Runs(bool checkInputs = true) =>
        new(_cavatica.Connect(), new CavaticaRunsOptions { Project = _project, CheckInputs = checkInputs, TrustTime = TimeSpan.Zero }, _time.WhileHeld);

    private Task<Submission> SubmitAsync(TaskRequest request, CavaticaRuns? runs = null) =>
        new SubmissionGuard(time: _time).SubmitAsync(new HoldingPlatform<TaskRequest>(runs ?? Runs(), _time), request, Quick);

    private TaskRequest Request(string sample) => new()
    {
        Project = _project,
        App = $"{_project}/wf",
        Name = "suite",
        Inputs = new TaskInputs().Add("reads", sample).ToJson(),
    };
}
