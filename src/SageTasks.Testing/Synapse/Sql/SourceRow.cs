namespace SageTasks.Testing.Synapse;

/// <summary>One row of a table or view, as a query sees it; the values are in the order of the source's columns.</summary>
internal sealed record SourceRow(long RowId, long Version, string? Etag, string?[] Values);
