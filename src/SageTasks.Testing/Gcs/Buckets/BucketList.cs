namespace SageTasks.Testing.Gcs;

/// <summary>A page of buckets.</summary>
internal sealed record BucketList
{
    public string Kind { get; init; } = "storage#buckets";

    public string? NextPageToken { get; init; }

    public IReadOnlyList<BucketResource>? Items { get; init; }
}
