namespace SageTasks.Testing.Wes;

/// <summary>What the journal keeps of a run's change (<c>run.state</c>), and what a test sends to change it.</summary>
internal sealed record StateCommit(string? State, string? Before);
