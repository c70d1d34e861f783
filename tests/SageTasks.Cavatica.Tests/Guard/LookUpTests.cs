using SageTasks.Cavatica.Tests.Local;
using SageTasks.Cavatica.Tests.Stubs;
using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Testing;

namespace SageTasks.Cavatica.Tests.Guard;

/// <summary>How far back the guard looks for tasks, and what it remembers of them.</summary>
public sealed class LookUpTests : IAsyncLifetime
{
    private static readonly SubmissionPolicy Quick = new() { SettleTime = TimeSpan.FromSeconds(1), CommitHorizon = TimeSpan.FromSeconds(1) };
    private static readonly SubmissionKey Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly SkippingTime _time = new();

    private LocalCavatica _cavatica = null!;
    private TaskRequest _request = null!;

    public async Task InitializeAsync()
    {
        _cavatica = await LocalCavatica.StartAsync(new LocalCavaticaOptions { IsScripted = true, TimeProvider = _time });
        var project = _cavatica.AddProject("p");
        var app = _cavatica.AddApp(project, "wf", """{"class":"CommandLineTool","cwlVersion":"v1.2","inputs":{"reads":"string"},"outputs":{}}""");
        _request = new TaskRequest { Project = project, App = app, Name = "wf", Inputs = new TaskInputs().Add("reads", "S1").ToJson() };
    }

    public async Task DisposeAsync() => await _cavatica.DisposeAsync();

    [Theory]
    [InlineData(LocalCavaticaStatus.Running, SubmissionOutcome.Attached)]
    [InlineData(LocalCavaticaStatus.Queued, SubmissionOutcome.Attached)]
    [InlineData(LocalCavaticaStatus.Creating, SubmissionOutcome.Attached)]
    [InlineData(LocalCavaticaStatus.Draft, SubmissionOutcome.Launched)]
    public async Task Work_that_has_not_ended_is_found_by_a_fresh_process_however_old_it_is(string status, SubmissionOutcome outcome)
    {
        var first = await SubmitAsync();
        _cavatica.SetStatus(first.RunId, status);
        await Task.Delay(3 * Day, _time);

        var found = await Runs(Day).FindAsync([first.Key]);
        var again = await SubmitAsync(Day);

        Assert.Equal(first.RunId, Assert.Single(found.Runs).Id);
        Assert.Equal((first.RunId, outcome), (again.RunId, again.Outcome));
        Assert.Single(_cavatica.Tasks);
    }

    [Theory]
    [InlineData(LocalCavaticaStatus.Aborting, RunState.Canceling)]
    [InlineData("FROZEN", RunState.Unknown)]
    public async Task Work_in_a_state_that_no_filter_takes_is_found_however_old_it_is(string status, RunState state)
    {
        var first = await SubmitAsync();
        _cavatica.SetStatus(first.RunId, status);
        await Task.Delay(3 * Day, _time);

        var found = await Runs(Day).FindAsync([first.Key]);

        Assert.Equal((first.RunId, state, true), (Assert.Single(found.Runs).Id, found.Runs[0].State, found.IsComplete));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Old_work_that_runs_is_found_although_one_filter_answers_nothing(int request)
    {
        var first = await SubmitAsync();
        await Task.Delay(3 * Day, _time);
        AddPastTasks(1);
        _cavatica.Faults.Add(new FaultRule { Kind = FaultKind.EmptyList, Route = "GET /tasks", Nth = [request] });

        var found = await Runs(Day).FindAsync([first.Key]);

        Assert.Equal(first.RunId, Assert.Single(found.Runs).Id);
        Assert.Equal(1, _cavatica.Faults.Injected[FaultKind.EmptyList]);
    }

    [Theory]
    [InlineData("RUNNING")]
    [InlineData(null)]
    public async Task A_filter_by_state_that_always_answers_nothing_hides_no_work(string? state)
    {
        var tasks = new ListedTasks(_time);
        var old = tasks.Add(TaskMarks.Put(_request, new SubmissionTag { Key = Key, Attempt = 1 }), CavaticaTaskStatus.Running, 3 * Day);
        tasks.AddPast(10);
        tasks.Distort = (_, query, page) => query.Status is { } asked && (state is null || asked.Value == state) ? new CavaticaPage<CavaticaTask> { Total = 0 } : page;

        var found = await new CavaticaRuns(tasks, new CavaticaRunsOptions { Project = "ann/p", LookBack = Day }, _time).FindAsync([Key]);

        Assert.Equal((old.Id, true), (Assert.Single(found.Runs).Id, found.IsComplete));
    }

    [Theory]
    [InlineData(LocalCavaticaStatus.Running, 1)]
    [InlineData(LocalCavaticaStatus.Completed, 0)]
    public async Task Filters_that_the_platform_ignores_change_nothing(string status, int expected)
    {
        var first = await SubmitAsync();
        _cavatica.SetStatus(first.RunId, status);
        await Task.Delay(3 * Day, _time);
        AddPastTasks(1);
        _cavatica.Faults.Add(new FaultRule { Kind = FaultKind.IgnoreSearch, Route = "GET /tasks", Probability = 1 });

        var found = await Runs(Day).FindAsync([first.Key]);

        Assert.Equal((expected, true), (found.Runs.Count, found.IsComplete));
    }

    [Fact]
    public async Task A_look_back_spares_reading_what_has_ended()
    {
        AddPastTasks(1_200);
        await Task.Delay(2 * Day, _time);
        AddPastTasks(1);

        var bounded = await Runs(Day).FindAsync([Key]);

        Assert.Equal((true, 8), (bounded.IsComplete, bounded.Requests));
        Assert.Equal(13, (await Runs().FindAsync([Key])).Requests);
    }

    [Fact]
    public async Task The_whole_list_is_read_once_for_an_old_task_in_a_state_that_no_filter_takes()
    {
        var runs = await MeetOldTaskThatIsBeingStoppedAsync(past: 1_200);

        var found = await runs.FindAsync([Key]);

        Assert.Equal((RunState.Canceling, true, 9), (Assert.Single(found.Runs).State, found.IsComplete, found.Requests));
    }

    [Fact]
    public async Task What_was_made_since_an_old_task_is_not_read_as_news()
    {
        AddPastTasks(1_200);
        var first = await SubmitAsync();
        await Task.Delay(3 * Day, _time);
        var runs = Runs(Day);

        Assert.Equal(8, (await runs.FindAsync([first.Key])).Requests);
        var again = await runs.FindAsync([first.Key]);
        Assert.Equal((first.RunId, true, 8), (Assert.Single(again.Runs).Id, again.IsComplete, again.Requests));
    }

    [Theory]
    [InlineData(LocalCavaticaStatus.Running)]
    [InlineData(LocalCavaticaStatus.Aborting)]
    public async Task Old_work_is_found_beside_a_task_that_is_met_again(string status)
    {
        var first = await SubmitAsync();
        await Task.Delay(Day, _time);
        var runs = await MeetOldTaskThatIsBeingStoppedAsync(past: 10);
        _cavatica.SetStatus(first.RunId, status);

        for (var request = 1; request <= 9; request++)
        {
            await Task.Delay(TimeSpan.FromHours(2), _time);
            _cavatica.Faults.Add(new FaultRule { Kind = FaultKind.EmptyList, Route = "GET /tasks", Nth = [request] });
            var found = await runs.FindAsync([first.Key]);

            Assert.Equal(first.RunId, Assert.Single(found.Runs).Id);
        }
    }

    [Fact]
    public async Task Work_that_ended_counts_as_new_where_it_was_made_before_the_look_back()
    {
        var first = await SubmitAsync();
        _cavatica.SetStatus(first.RunId, LocalCavaticaStatus.Completed);
        var within = await SubmitAsync(Day);
        await Task.Delay(2 * Day, _time);
        var beyond = await SubmitAsync(Day);

        Assert.Equal((first.RunId, SubmissionOutcome.Reused), (within.RunId, within.Outcome));
        Assert.NotEqual(first.RunId, beyond.RunId);
    }

    [Fact]
    public async Task A_task_that_was_hidden_for_longer_than_assumed_is_found_within_the_hour()
    {
        _cavatica.Faults.Strike(FaultKind.HideFromLists, "POST /tasks", delay: TimeSpan.FromMinutes(20));
        var hidden = await _cavatica.Connect().CreateTaskAsync(TaskMarks.Put(_request, new SubmissionTag { Key = Key, Attempt = 1 }));
        await Task.Delay(TimeSpan.FromMinutes(5), _time);
        AddPastTasks(1);
        var runs = Runs();

        var before = await runs.FindAsync([Key]);
        await Task.Delay(TimeSpan.FromHours(1), _time);
        var after = await runs.FindAsync([Key]);

        Assert.Empty(before.Runs);
        Assert.Equal(hidden.Id, Assert.Single(after.Runs).Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_empty_list_is_not_believed_while_old_work_that_was_met_goes_on(bool isTheOnlyTask)
    {
        var first = await SubmitAsync();
        await Task.Delay(3 * Day, _time);
        if (!isTheOnlyTask)
        {
            AddPastTasks(1);
        }

        var runs = Runs(Day);
        var met = await runs.FindAsync([first.Key]);
        _cavatica.Faults.Add(new FaultRule { Kind = FaultKind.EmptyList, Route = "GET /tasks", Probability = 1 });
        await Task.Delay(TimeSpan.FromHours(2), _time);
        var found = await runs.FindAsync([first.Key]);

        Assert.Equal((first.RunId, true), (Assert.Single(met.Runs).Id, met.IsComplete));
        Assert.False(found.IsComplete);
    }

    [Fact]
    public async Task A_list_may_be_empty_where_all_that_it_showed_ended_before_the_look_back()
    {
        AddPastTasks(1);
        var runs = Runs(Day);
        await runs.FindAsync([Key]);
        await Task.Delay(2 * Day, _time);

        Assert.Equal(RunLookupOutcome.AbsentComplete, (await runs.FindAsync([Key])).Outcome);
    }

    private void AddPastTasks(int count)
    {
        for (var left = count; left > 0; left--)
        {
            _cavatica.AddPastTask(new PastCavaticaTask { Name = "past", Project = _request.Project, App = _request.App });
        }
    }

    /// <summary>A look-up has met a task that was made three days ago; two hours later it is still being stopped.</summary>
    private async Task<CavaticaRuns> MeetOldTaskThatIsBeingStoppedAsync(int past)
    {
        var task = await _cavatica.Connect().CreateTaskAsync(TaskMarks.Put(_request, new SubmissionTag { Key = Key, Attempt = 1 }));
        _cavatica.SetStatus(task.Id, LocalCavaticaStatus.Aborting);
        AddPastTasks(past);
        await Task.Delay(3 * Day, _time);
        var runs = Runs(Day);
        await runs.FindAsync([Key]);
        await Task.Delay(TimeSpan.FromHours(2), _time);
        return runs;
    }

    private CavaticaRuns Runs(TimeSpan? lookBack = null) =>
        new(_cavatica.Connect(), new CavaticaRunsOptions { Project = _request.Project, LookBack = lookBack, TrustTime = TimeSpan.Zero }, _time.WhileHeld);

    private Task<Submission> SubmitAsync(TimeSpan? lookBack = null) =>
        new SubmissionGuard(time: _time).SubmitAsync(new HoldingPlatform<TaskRequest>(Runs(lookBack), _time), _request, Quick);
}
