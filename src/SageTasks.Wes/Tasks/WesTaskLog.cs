namespace SageTasks.Wes;

/// <summary>A task of a run (<c>GET /runs/{run_id}/tasks/{task_id}</c>).</summary>
public sealed record WesTaskLog : WesLog
{
    /// <summary>The task's id. Where the server gives none, its place in the run, from 1.</summary>
    public string? Id { get; init; }

    /// <summary>The task on a TES server.</summary>
    public string? TesUri { get; init; }
}
