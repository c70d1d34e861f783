namespace SageTasks.Testing.Cavatica;

/// <summary>What the journal keeps of a file (<c>file.created</c>, <c>file.deleted</c>).</summary>
internal sealed record FileCommit(string Name, string Project, long Size);
