namespace SageTasks.Cavatica;

/// <summary>What became of the metadata of one file.</summary>
public sealed record MetadataResult
{
    /// <summary>The file's id.</summary>
    public required string FileId { get; init; }

    /// <summary>Whether this call changed something.</summary>
    public bool IsChanged { get; init; }

    /// <summary>Why the metadata is not as wanted; null where it is.</summary>
    public string? Error { get; init; }
}
