namespace SageTasks.Testing.Synapse;

/// <summary>The file that a result was written to.</summary>
internal sealed record DownloadResult
{
    public required string ConcreteType { get; init; }

    public required string ResultsFileHandleId { get; init; }

    public required string TableId { get; init; }

    public string? Etag { get; init; }

    public required IReadOnlyList<SelectColumn> Headers { get; init; }
}
