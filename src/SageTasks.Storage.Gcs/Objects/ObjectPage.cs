namespace SageTasks.Storage.Gcs;

/// <summary>A page of a list.</summary>
internal sealed record ObjectPage
{
    public IReadOnlyList<StoredObject>? Items { get; init; }

    public string? NextPageToken { get; init; }
}
