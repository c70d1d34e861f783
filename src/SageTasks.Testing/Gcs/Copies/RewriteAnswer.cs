namespace SageTasks.Testing.Gcs;

/// <summary>How far a rewrite is.</summary>
internal sealed record RewriteAnswer
{
    public string Kind { get; init; } = "storage#rewriteResponse";

    public required string TotalBytesRewritten { get; init; }

    public required string ObjectSize { get; init; }

    public required bool Done { get; init; }

    public string? RewriteToken { get; init; }

    public ObjectResource? Resource { get; init; }
}
