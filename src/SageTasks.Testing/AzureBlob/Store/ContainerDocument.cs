namespace SageTasks.Testing.AzureBlob;

/// <summary>A container as stored.</summary>
internal sealed record ContainerDocument
{
    public required string Name { get; init; }

    public required DateTimeOffset Modified { get; init; }

    public required string ETag { get; init; }

    public bool IsPublic { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
