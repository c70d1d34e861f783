namespace SageTasks.Testing.Synapse;

/// <summary>The token of the next batch.</summary>
internal sealed record BatchUploadResponse
{
    public string? NextUploadToken { get; init; }
}
