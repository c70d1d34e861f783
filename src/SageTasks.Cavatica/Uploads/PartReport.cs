namespace SageTasks.Cavatica;

/// <summary>What is reported about a part that was sent.</summary>
public sealed record PartReport
{
    /// <summary>Counts from 1.</summary>
    public required int PartNumber { get; init; }

    /// <summary>What the storage service answered.</summary>
    public required PartAnswer Response { get; init; }
}
