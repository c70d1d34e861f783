namespace SageTasks.Testing;

/// <summary>What the journal keeps of a task's change (<c>task.state</c>).</summary>
internal sealed record TaskStateCommit(string? State, string? Before);
