namespace SageTasks.Wes;

/// <summary>One page of a run's tasks (<c>GET /runs/{run_id}/tasks</c>).</summary>
public sealed record WesTaskPage
{
    /// <summary>The tasks of this page.</summary>
    public required IReadOnlyList<WesTaskLog> Tasks { get; init; }

    /// <summary>What asks for the next page; null on the last one.</summary>
    public string? NextPageToken { get; init; }
}
