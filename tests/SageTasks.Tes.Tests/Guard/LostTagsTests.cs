using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Tes.Tests.Stubs;

namespace SageTasks.Tes.Tests.Guard;

/// <summary>A server that keeps no tags, or shows none, is noticed by the guard's own task; from there on look-ups prove nothing, and a ledger
/// takes their place.</summary>
public sealed class LostTagsTests
{
    private readonly SkippingTime _time = new();
    private readonly ListedTasks _server = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_first_submission_says_so_and_the_same_process_still_knows_its_task(bool keepsNone)
    {
        (_server.KeepsNoTags, _server.ListsNoTags) = (keepsNone, !keepsNone);
        var runs = Connect();

        var first = await OtherProcess.Guard(_time).SubmitAsync(runs, Samples.Task);
        var second = await OtherProcess.Guard(_time).SubmitAsync(runs, Samples.Task);

        Assert.Equal((SubmissionOutcome.Launched, SubmissionOutcome.Attached), (first.Outcome, second.Outcome));
        Assert.Contains("does not show the tags", first.Evidence.IncompleteBecause, StringComparison.Ordinal);
        Assert.Contains("ledger", second.Evidence.IncompleteBecause, StringComparison.Ordinal);
        Assert.Equal(first.RunId, second.RunId);
    }

    [Fact]
    public async Task Other_work_is_then_submitted_with_a_ledger_or_at_the_callers_risk_only()
    {
        using var folder = new TemporaryFolder();
        _server.KeepsNoTags = true;
        var runs = Connect();
        await OtherProcess.Guard(_time).SubmitAsync(runs, Samples.Task);
        var other = Samples.Task with { Executors = [new TesExecutor { Image = "debian", Command = ["other"] }] };

        var refused = await Assert.ThrowsAsync<LookupIncompleteException>(() => OtherProcess.Guard(_time).SubmitAsync(runs, other));
        var atRisk = await OtherProcess.Guard(_time).SubmitAsync(runs, other, new SubmissionPolicy { AcceptRisk = true });
        var third = other with { Volumes = ["/scratch"] };
        var kept = await OtherProcess.Guard(_time, new FileLedger(folder.Path, _time)).SubmitAsync(runs, third);
        var later = await OtherProcess.Guard(_time, new FileLedger(folder.Path, _time)).SubmitAsync(Connect(), third);

        Assert.Contains("does not show the tags", refused.Message, StringComparison.Ordinal);
        Assert.Equal(SubmissionOutcome.Launched, atRisk.Outcome);
        Assert.Equal((SubmissionOutcome.Launched, SubmissionOutcome.Attached), (kept.Outcome, later.Outcome));
        Assert.Equal(kept.RunId, later.RunId);
        Assert.Equal(3, _server.Tasks.Count);
    }

    [Fact]
    public async Task A_server_that_shows_tags_a_moment_later_is_believed_again()
    {
        _server.ListsNoTags = true;
        var runs = Connect();
        var first = await OtherProcess.Guard(_time).SubmitAsync(runs, Samples.Task);
        _server.ListsNoTags = false;

        var again = await OtherProcess.Guard(_time).SubmitAsync(runs, Samples.Task);

        Assert.Equal(first.RunId, again.RunId);
        Assert.Null(again.Evidence.IncompleteBecause);
    }

    // A client of its own each, as another process has it.
    private HoldingPlatform<TesTask> Connect() => new(new TesRuns(_server, new TesRunsOptions { SettleTime = TimeSpan.FromSeconds(1) }, _time.WhileHeld), _time);
}
