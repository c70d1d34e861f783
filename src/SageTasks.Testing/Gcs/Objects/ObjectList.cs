namespace SageTasks.Testing.Gcs;

/// <summary>A page of objects.</summary>
internal sealed record ObjectList
{
    public string Kind { get; init; } = "storage#objects";

    public string? NextPageToken { get; init; }

    public IReadOnlyList<string>? Prefixes { get; init; }

    public IReadOnlyList<ObjectResource>? Items { get; init; }
}
