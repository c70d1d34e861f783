using System.Text.Json;

namespace SageTasks.Testing.Wes;

/// <summary>What the journal keeps of a run that came to be (<c>run.created</c>).</summary>
internal sealed record RunCommit(string WorkflowUrl, JsonElement? WorkflowParams, IReadOnlyDictionary<string, string>? Tags, DateTimeOffset Submitted)
{
    public static RunCommit Of(RunDocument run) => new(run.Request.WorkflowUrl, run.Request.WorkflowParams, run.Request.Tags, run.Submitted);
}
