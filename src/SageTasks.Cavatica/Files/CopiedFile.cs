namespace SageTasks.Cavatica;

/// <summary>What became of one file of a copy.</summary>
public sealed record CopiedFile
{
    /// <summary>OK, or what went wrong.</summary>
    public string? Status { get; init; }

    /// <summary>The id of the copy: another one than the original's, also as a DRS object.</summary>
    public string? NewFileId { get; init; }

    /// <summary>The name of the copy.</summary>
    public string? NewFileName { get; init; }
}
