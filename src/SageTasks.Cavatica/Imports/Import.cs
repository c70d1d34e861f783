namespace SageTasks.Cavatica;

/// <summary>An import of an object of a volume.</summary>
public sealed record Import
{
    /// <summary>The address of this resource.</summary>
    public string? Href { get; init; }

    /// <summary>The import's id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public TransferState State { get; init; }

    /// <summary>Whether a file of that name is replaced.</summary>
    public bool? Overwrite { get; init; }

    /// <summary>Whether a file of a taken name gets another one.</summary>
    public bool? Autorename { get; init; }

    /// <summary>Whether a folder's own folders are kept.</summary>
    public bool? PreserveFolderStructure { get; init; }

    /// <summary>The object.</summary>
    public VolumePlace? Source { get; init; }

    /// <summary>Where the file appears.</summary>
    public ImportDestination? Destination { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedOn { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedOn { get; init; }

    /// <summary>Why it failed.</summary>
    public CavaticaProblem? Error { get; init; }

    /// <summary>The file.</summary>
    public CavaticaFile? Result { get; init; }
}
