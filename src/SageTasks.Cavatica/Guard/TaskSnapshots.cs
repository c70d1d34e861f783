using SageTasks.Runs;

namespace SageTasks.Cavatica;

/// <summary>Tasks as the guard sees them.</summary>
internal sealed class TaskSnapshots(Uri endpoint)
{
    private readonly string? _site = Site(endpoint.Host);

    public RunSnapshot Of(CavaticaTask task) => new()
    {
        Id = task.Id,
        Name = task.Name,
        State = Unfinished(task) ?? State(task.Status),
        RawState = task.Status.Value,
        CreatedAt = task.CreatedTime ?? task.StartTime,
        CompletedAt = task.EndTime,
        Tag = TaskMarks.Read(task.Description),
        Message = Problems.Lines(task.Errors) is { Count: > 0 } errors ? string.Join("; ", errors) : task.ExecutionStatus?.Message ?? Children(task),
        Link = _site is null || task.Project is null ? null : new Uri($"https://{_site}/u/{task.Project}/tasks/{task.Id}"),
    };

    public static RunState State(CavaticaTaskStatus status) => status.Value?.ToUpperInvariant() switch
    {
        "DRAFT" => RunState.Draft,
        "CREATING" or "QUEUED" => RunState.Queued,
        "RUNNING" => RunState.Running,
        "ABORTING" => RunState.Canceling,
        "COMPLETED" => RunState.Succeeded,
        "FAILED" => RunState.Failed,
        "ABORTED" => RunState.Canceled,
        _ => RunState.Unknown,
    };

    // A batch counts as done once all its children have ended, however they did.
    private static RunState? Unfinished(CavaticaTask task) => task.Batch != true || task.Status != CavaticaTaskStatus.Completed ? null
        : task.ExecutionStatus?.Failed > 0 ? RunState.Failed
        : task.ExecutionStatus?.Aborted > 0 ? RunState.Canceled
        : null;

    private static string? Children(CavaticaTask task) => Unfinished(task) is null ? null
        : FormattableString.Invariant($"children of the batch: {task.ExecutionStatus?.Failed ?? 0} failed, {task.ExecutionStatus?.Aborted ?? 0} stopped");

    private static string? Site(string host) => host switch
    {
        "api.sbgenomics.com" => "igor.sbgenomics.com",
        "api.sb.biodatacatalyst.nhlbi.nih.gov" => "platform.sb.biodatacatalyst.nhlbi.nih.gov",
        _ when host.EndsWith("-api.sbgenomics.com", StringComparison.OrdinalIgnoreCase) => host.Replace("-api.", ".", StringComparison.OrdinalIgnoreCase),
        _ => null,
    };
}
