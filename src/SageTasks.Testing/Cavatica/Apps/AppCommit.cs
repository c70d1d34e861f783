namespace SageTasks.Testing.Cavatica;

/// <summary>What the journal keeps of an app's new revision (<c>app.revision</c>).</summary>
internal sealed record AppCommit(string Project, int Revision, string? CopyOf);
