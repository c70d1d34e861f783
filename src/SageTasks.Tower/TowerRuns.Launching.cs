using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.Tower;

public partial class TowerRuns
{
    /// <inheritdoc/>
    /// <remarks>One <c>POST /workflow/launch</c>, never repeated. Labels that do not exist yet are made before it.</remarks>
    public virtual async Task<RunSnapshot> CreateAsync(
        PreparedRun<TowerLaunch> prepared, SubmissionTag tag, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        ArgumentNullException.ThrowIfNull(tag);
        var target = prepared.Request.Resolved
            ?? throw new ArgumentException($"The launch is not resolved; call {nameof(PrepareAsync)} first.", nameof(prepared));
        var labels = await _resolver.LabelsAsync(target, cancellationToken).ConfigureAwait(false);
        var name = RunNames.Fresh(target.RunNamePrefix, tag);
        return await LaunchAsync(LaunchBody.Fresh(prepared.Request, target, labels, name), target, tag, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>There is no endpoint for it: a launch that names the failed run's launch id, session, work directory and commit
    /// (<c>GET /workflow/{workflowId}</c>, <c>GET /workflow/{workflowId}/launch</c>, <c>POST /workflow/launch</c>). Null where the run ended before
    /// Nextflow started, or was not launched by the platform.</remarks>
    public virtual async Task<RunSnapshot?> ResumeAsync(
        RunSnapshot failed, PreparedRun<TowerLaunch> prepared, SubmissionTag tag, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(failed);
        ArgumentNullException.ThrowIfNull(prepared);
        ArgumentNullException.ThrowIfNull(tag);
        var target = prepared.Request.Resolved
            ?? throw new ArgumentException($"The launch is not resolved; call {nameof(PrepareAsync)} first.", nameof(prepared));
        var run = await _client.GetRunAsync(failed.Id, cancellationToken).ConfigureAwait(false);
        var launch = await _client.GetRunLaunchAsync(failed.Id, cancellationToken).ConfigureAwait(false);
        if (launch is null || !CanResume(run, launch))
        {
            return null;
        }

        var body = LaunchBody.Resumed(run, launch, prepared.Request, RunNames.Resumed(Prefix(failed, target), tag));
        return await LaunchAsync(body, target, tag with { Nonce = null }, cancellationToken).ConfigureAwait(false);
    }

    private static bool CanResume(WorkflowDetails run, LaunchConfiguration launch) =>
        CanonicalLaunch.Given(launch.ResumeCommitId) is not null
        && CanonicalLaunch.Given(run.Workflow.LaunchId) is not null
        && CanonicalLaunch.Given(run.Workflow.SessionId ?? launch.SessionId) is not null;

    // Every process must ask for the same name, so the prefix is the failed run's own and not that of whoever resumes it.
    private static string Prefix(RunSnapshot failed, LaunchTarget target) =>
        failed is { Tag: { } tag, Name: { } name } && name.LastIndexOf($"-{tag.Key}", StringComparison.Ordinal) is > 0 and var end
            ? name[..end]
            : target.RunNamePrefix;

    private async Task<RunSnapshot> LaunchAsync(WorkflowLaunchRequest body, LaunchTarget target, SubmissionTag tag, CancellationToken cancellationToken)
    {
        try
        {
            var id = await _client.LaunchAsync(body, target.SourceWorkspaceId, cancellationToken).ConfigureAwait(false);
            return new RunSnapshot { Id = id, Name = body.RunName, State = RunState.Queued, RawState = WorkflowStatus.Submitted.Value, Tag = tag };
        }
        catch (ApiException refused) when (refused is InvalidRequestException or ConflictException && Refusals.SaysRunExists(refused.Error))
        {
            throw new DuplicateRunException(refused.Error, refused);
        }
    }

    /// <summary>A stored launch as it was asked for. A resumed run names the commit in place of the revision, which only its session's first run
    /// has: where that has left the history, nobody can tell the revision any more.</summary>
    private async Task<CanonicalRequest> FormAsync(LaunchConfiguration launch, CancellationToken cancellationToken)
    {
        var revision = CanonicalLaunch.Given(launch.Revision);
        if (launch.Resume != true || CanonicalLaunch.Given(launch.SessionId) is not { } session)
        {
            return LaunchForms.Of(launch, revision);
        }

        await foreach (var item in _client.ListRunsAsync(new RunQuery { SessionId = session }, cancellationToken).ConfigureAwait(false))
        {
            if (string.Equals(item.Workflow.SessionId, session, StringComparison.Ordinal)
                && await _client.GetRunLaunchAsync(item.Workflow.Id, cancellationToken).ConfigureAwait(false) is { Resume: not true, ResumeCommitId.Length: > 0 } first)
            {
                // Of another commit it is a person's resumption with other code.
                return LaunchForms.Of(
                    launch, string.Equals(first.ResumeCommitId, revision, StringComparison.Ordinal) ? CanonicalLaunch.Given(first.Revision) : revision);
            }
        }

        return LaunchForms.Of(launch, originalRevision: null) with { Untold = ["revision"] };
    }
}
