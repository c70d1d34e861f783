namespace SageTasks.Synapse;

/// <summary>What a transaction did.</summary>
public sealed record TableTransactionResult
{
    /// <summary>One result for each change, in order.</summary>
    public IReadOnlyList<TableUpdateResponse> Results { get; init => field = value ?? []; } = [];

    /// <summary>The new version, where asked for.</summary>
    public long? SnapshotVersionNumber { get; init; }
}
