namespace SageTasks.Cavatica;

/// <summary>A file that is wanted on a volume.</summary>
public sealed record FileExport
{
    /// <summary>The file's id.</summary>
    public required string FileId { get; init; }

    /// <summary>The volume, owner/name.</summary>
    public required string Volume { get; init; }

    /// <summary>The object's place on it.</summary>
    public required string Location { get; init; }
}
