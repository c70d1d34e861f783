namespace SageTasks.Testing.Synapse;

/// <summary>An upload, as stored; its parts stand beside it.</summary>
internal sealed record Upload
{
    public required string Id { get; init; }

    public required string Hash { get; init; }

    public required MultipartRequest Request { get; init; }

    public required long StartedBy { get; init; }

    public required DateTimeOffset StartedOn { get; init; }

    public required DateTimeOffset UpdatedOn { get; init; }

    public required string Bucket { get; init; }

    public required string Key { get; init; }

    public required long PartCount { get; init; }

    public string? ResultFileHandleId { get; init; }
}
