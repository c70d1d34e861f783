namespace SageTasks.Testing.Cavatica;

/// <summary>What the journal keeps of a task's change (<c>task.started</c>, <c>task.status</c>, <c>task.deleted</c>).</summary>
internal sealed record StatusCommit(string? Status, string? Before);
