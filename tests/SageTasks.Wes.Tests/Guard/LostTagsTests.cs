using SageTasks.ContractSuites;
using SageTasks.Runs;
using SageTasks.Wes.Tests.Stubs;

namespace SageTasks.Wes.Tests.Guard;

/// <summary>A server that keeps no tags is noticed by the guard's own run; from there on look-ups prove nothing, and a ledger takes their place.</summary>
public sealed class LostTagsTests
{
    private readonly SkippingTime _time = new();
    private readonly ListedRuns _server = new() { KeepsNoTags = true };

    private static WesRunRequest Request => new()
    {
        WorkflowUrl = "https://example.org/main.cwl",
        WorkflowType = "CWL",
        WorkflowTypeVersion = "v1.2",
        Parameters = new() { ["n"] = 1 },
    };

    [Fact]
    public async Task The_first_submission_says_so_and_the_same_process_still_knows_its_run()
    {
        _server.Add(("study", "a"));
        var runs = Connect();

        var first = await OtherProcess.Guard(_time).SubmitAsync(runs, Request);
        var second = await OtherProcess.Guard(_time).SubmitAsync(runs, Request);

        Assert.Equal((SubmissionOutcome.Launched, SubmissionOutcome.Attached), (first.Outcome, second.Outcome));
        Assert.Contains("does not show the tags", first.Evidence.IncompleteBecause, StringComparison.Ordinal);
        Assert.Equal(first.RunId, second.RunId);
        Assert.Equal(2, _server.Runs.Count);
    }

    [Fact]
    public async Task Other_work_is_then_submitted_with_a_ledger_or_at_the_callers_risk_only()
    {
        using var folder = new TemporaryFolder();
        var runs = Connect();
        await OtherProcess.Guard(_time).SubmitAsync(runs, Request);
        var other = Request with { Parameters = new() { ["n"] = 2 } };
        var third = Request with { Parameters = new() { ["n"] = 3 } };

        await Assert.ThrowsAsync<LookupIncompleteException>(() => OtherProcess.Guard(_time).SubmitAsync(runs, other));
        var atRisk = await OtherProcess.Guard(_time).SubmitAsync(runs, other, new SubmissionPolicy { AcceptRisk = true });
        var kept = await OtherProcess.Guard(_time, new FileLedger(folder.Path, _time)).SubmitAsync(runs, third);
        var later = await OtherProcess.Guard(_time, new FileLedger(folder.Path, _time)).SubmitAsync(Connect(), third);

        Assert.Equal(SubmissionOutcome.Launched, atRisk.Outcome);
        Assert.Equal((kept.RunId, SubmissionOutcome.Attached), (later.RunId, later.Outcome));
        Assert.Equal(3, _server.Runs.Count);
    }

    private HoldingPlatform<WesRunRequest> Connect() => new(new WesRuns(_server, new WesRunsOptions { SettleTime = TimeSpan.FromSeconds(1) }, _time.WhileHeld), _time);
}
