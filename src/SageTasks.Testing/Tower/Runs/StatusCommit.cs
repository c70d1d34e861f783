namespace SageTasks.Testing;

/// <summary>What the journal keeps of a run's change (<c>run.status</c>).</summary>
internal sealed record StatusCommit(string? Status, string? Before);
