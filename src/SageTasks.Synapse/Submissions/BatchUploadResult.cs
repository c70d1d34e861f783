namespace SageTasks.Synapse;

/// <summary>What a batch returns.</summary>
public sealed record BatchUploadResult
{
    /// <summary>The token for the next batch; null after the last.</summary>
    public string? NextUploadToken { get; init; }
}
