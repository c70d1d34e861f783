namespace SageTasks.Testing;

/// <summary>The body of the operations on many things at once.</summary>
internal sealed record IdsRequest(IReadOnlyList<string>? WorkflowIds, IReadOnlyList<string>? DatasetIds);
