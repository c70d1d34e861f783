namespace SageTasks.Storage.Gcs;

/// <summary>How far a rewrite is.</summary>
internal sealed record RewriteStep
{
    public bool Done { get; init; }

    public string? RewriteToken { get; init; }

    public StoredObject? Resource { get; init; }
}
