namespace SageTasks.Testing.Gcs;

/// <summary>What the journal says about a resumable session.</summary>
internal sealed record UploadCommit
{
    public required long Received { get; init; }
}
