using System.Text.Json.Nodes;
using SageTasks.Http;
using static SageTasks.Tower.TowerJson;
using static SageTasks.Tower.Wire;

namespace SageTasks.Tower;

public partial class TowerClient
{
    /// <summary>The actions of the workspace (<c>GET /actions</c>).</summary>
    public virtual async Task<IReadOnlyList<PipelineAction>> ListActionsAsync(CancellationToken cancellationToken = default) =>
        (await GetAsync(RequestPath.Of($"/actions"), Default.ActionsAnswer, cancellationToken).ConfigureAwait(false)).Actions;

    /// <summary>An action with what it launches (<c>GET /actions/{actionId}</c>).</summary>
    public virtual async Task<PipelineAction> GetActionAsync(string actionId, CancellationToken cancellationToken = default) =>
        (await GetAsync(RequestPath.Of($"/actions/{actionId}"), Default.ActionAnswer, cancellationToken).ConfigureAwait(false)).Action;

    /// <summary>Sets an action off with one request that is never repeated and answers the run's id (<c>POST /actions/{actionId}/launch</c>).
    /// An action takes no run name, so the guard cannot protect it.</summary>
    /// <param name="actionId">The action's id.</param>
    /// <param name="parameters">Parameters besides those of the action; null for none.</param>
    /// <param name="cancellationToken">Stops the call; if it was being sent, whether a run exists is then unknown.</param>
    /// <exception cref="SubmissionUnknownException">Whether a run was launched is not known.</exception>
    public virtual async Task<string?> LaunchActionAsync(string actionId, JsonObject? parameters = null, CancellationToken cancellationToken = default) =>
        (await PostAsync(
            RequestPath.Of($"/actions/{actionId}/launch"),
            RequestSafety.Once,
            new ActionLaunchRequest(parameters ?? []),
            Default.ActionLaunchRequest,
            Default.LaunchedAnswer,
            cancellationToken).ConfigureAwait(false)).WorkflowId;
}
