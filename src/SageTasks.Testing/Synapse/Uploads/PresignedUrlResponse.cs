namespace SageTasks.Testing.Synapse;

/// <summary>A URL for each part that was asked for.</summary>
internal sealed record PresignedUrlResponse
{
    public required IReadOnlyList<PartPresignedUrl> PartPresignedUrls { get; init; }
}
