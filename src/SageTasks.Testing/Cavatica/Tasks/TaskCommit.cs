namespace SageTasks.Testing.Cavatica;

/// <summary>What the journal keeps of a new task (<c>task.created</c>).</summary>
internal sealed record TaskCommit(string Name, string Project, string App, string? Parent);
