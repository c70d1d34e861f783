namespace SageTasks.Testing.Gcs;

/// <summary>A bucket as stored.</summary>
internal sealed record BucketDocument
{
    public required string Name { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }

    public string Location { get; init; } = "US";

    public string StorageClass { get; init; } = "STANDARD";

    public long Metageneration { get; init; } = 1;

    public bool IsPublic { get; init; }

    public bool RequesterPays { get; init; }
}
