namespace SageTasks.Testing.S3;

/// <summary>A bucket as stored.</summary>
internal sealed record BucketDocument
{
    public required string Name { get; init; }

    public required DateTimeOffset Created { get; init; }

    public bool IsPublic { get; init; }
}
