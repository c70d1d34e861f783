using System.Text.Json.Nodes;
using SageTasks.Runs;
using Xunit;

namespace SageTasks.ContractSuites;

/// <content>A run's own id inside its inputs.</content>
public abstract partial class DraftGuardSuite<TRequest>
{
    private static JsonObject WithPlaceholder => new() { ["input"] = "s3://bucket/sheet.csv", ["outdir"] = $"s3://bucket/{RunPlaceholder.Id}/out" };

    [Fact]
    public async Task A_run_gets_its_own_id_and_the_key_stays_the_same()
    {
        var monday = await SubmitAsync(Plan(WithPlaceholder) with { Scope = "monday" });
        var tuesday = await SubmitAsync(Plan(WithPlaceholder) with { Scope = "tuesday" });
        var mondayAgain = await SubmitAsync(Plan(WithPlaceholder) with { Scope = "monday" });

        Assert.Equal($"s3://bucket/{monday.RunId}/out", await OutdirAsync(monday.RunId));
        Assert.Equal($"s3://bucket/{tuesday.RunId}/out", await OutdirAsync(tuesday.RunId));
        Assert.Equal(monday.RunId, mondayAgain.RunId);
        Assert.Equal(monday.Key, mondayAgain.Key);
        Assert.Equal(SubmissionOutcome.Attached, mondayAgain.Outcome);
        Assert.True(Assert.Single(mondayAgain.Evidence.Candidates).IsVerified);
        Assert.Contains(RunPlaceholder.Id, mondayAgain.Evidence.Form.Text, StringComparison.Ordinal);
        Assert.Equal(2, Server.Started);
    }

    [Fact]
    public async Task A_draft_that_does_not_have_its_id_yet_is_completed_before_it_is_started()
    {
        var draft = await LeaveDraftAsync(plan: Plan(WithPlaceholder));
        var before = await OutdirAsync(draft);

        var submission = await SubmitAsync(WithPlaceholder);

        Assert.Equal($"s3://bucket/{RunPlaceholder.Id}/out", before);
        Assert.Equal(draft, submission.RunId);
        Assert.Equal($"s3://bucket/{draft}/out", await OutdirAsync(draft));
        await AssertOneStartedAsync(draft);
    }

    [Fact]
    public async Task A_draft_that_has_its_id_already_is_started_as_it_is()
    {
        var draft = await LeaveDraftAsync(plan: Plan(WithPlaceholder));
        await Drafts.EditAsync(draft, (JsonObject)RunPlaceholder.Substitute(WithPlaceholder, draft));

        var submission = await SubmitAsync(WithPlaceholder);

        Assert.Equal(draft, submission.RunId);
        Assert.Equal($"s3://bucket/{draft}/out", await OutdirAsync(draft));
        await AssertOneStartedAsync(draft);
    }

    [Fact]
    public async Task A_run_that_a_person_started_without_its_id_is_a_conflict()
    {
        var draft = await LeaveDraftAsync(plan: Plan(WithPlaceholder));
        await Server.SetStateAsync(draft, RunState.Running);

        var conflict = await Assert.ThrowsAsync<SubmissionConflictException>(() => SubmitAsync(WithPlaceholder));

        Assert.Equal("/parameters/outdir", Assert.Single(conflict.Differences).Pointer);
    }

    [Fact]
    public async Task The_id_of_another_run_in_the_place_of_its_own_is_a_conflict()
    {
        var draft = await LeaveDraftAsync(plan: Plan(WithPlaceholder));
        await Drafts.EditAsync(draft, (JsonObject)RunPlaceholder.Substitute(WithPlaceholder, "another-run"));

        await Assert.ThrowsAsync<SubmissionConflictException>(() => SubmitAsync(WithPlaceholder));

        Assert.Equal(0, Server.Started);
    }

    private async Task<string?> OutdirAsync(string runId)
    {
        var stored = await Server.Connect().ReadRequestAsync(runId);
        return (string?)stored!.Fields[CanonicalRequest.Parameters]!["outdir"];
    }
}
