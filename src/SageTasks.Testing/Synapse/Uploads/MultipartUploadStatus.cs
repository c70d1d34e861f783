namespace SageTasks.Testing.Synapse;

/// <summary>How far an upload has come.</summary>
internal sealed record MultipartUploadStatus
{
    public required string UploadId { get; init; }

    public required string StartedBy { get; init; }

    public required DateTimeOffset StartedOn { get; init; }

    public required DateTimeOffset UpdatedOn { get; init; }

    public required string PartsState { get; init; }

    public required string State { get; init; }

    public string? ResultFileHandleId { get; init; }
}
