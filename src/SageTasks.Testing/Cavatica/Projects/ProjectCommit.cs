namespace SageTasks.Testing.Cavatica;

/// <summary>What the journal keeps of a project (<c>project.created</c>, <c>project.deleted</c>).</summary>
internal sealed record ProjectCommit(string Name, string? BillingGroup);
