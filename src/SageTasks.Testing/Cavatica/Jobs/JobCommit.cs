namespace SageTasks.Testing.Cavatica;

/// <summary>What the journal keeps of a job (<c>job.created</c>, <c>job.finished</c>).</summary>
internal sealed record JobCommit(string Kind, string State);
