namespace SageTasks.Runs;

/// <summary>A run that a ledger knows.</summary>
public sealed record LedgerRun
{
    /// <summary>The platform's id of the run.</summary>
    public required string RunId { get; init; }

    /// <summary>The run's effective name.</summary>
    public string? RunName { get; init; }

    /// <summary>The attempt at the work that the run is.</summary>
    public required int Attempt { get; init; }

    /// <summary>A person started this run, and it was taken in by the guard.</summary>
    public bool IsAdopted { get; init; }

    /// <summary>When it was recorded, by the writer's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
