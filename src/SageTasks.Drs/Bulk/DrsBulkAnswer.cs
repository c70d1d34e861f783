namespace SageTasks.Drs;

/// <summary>The answer to one bulk request.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
public sealed record DrsBulkAnswer<T>
{
    /// <summary>How much was answered; null where the server doesn't say.</summary>
    public DrsBulkSummary? Summary { get; init; }

    /// <summary>What was not found, by error.</summary>
    public IReadOnlyList<DrsUnresolved> Unresolved { get; init => field = value ?? []; } = [];

    /// <summary>What was found, in the server's order.</summary>
    public IReadOnlyList<T> Resolved { get; init => field = value ?? []; } = [];
}
