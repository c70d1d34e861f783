namespace SageTasks.Cavatica;

/// <summary>An export of a file to a volume.</summary>
public sealed record Export
{
    /// <summary>The address of this resource.</summary>
    public string? Href { get; init; }

    /// <summary>The export's id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public TransferState State { get; init; }

    /// <summary>Whether an object that is there is replaced.</summary>
    public bool? Overwrite { get; init; }

    /// <summary>The file.</summary>
    public ExportSource? Source { get; init; }

    /// <summary>Where the object appears.</summary>
    public VolumePlace? Destination { get; init; }

    /// <summary>How the object is stored.</summary>
    public ExportProperties? Properties { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedOn { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedOn { get; init; }

    /// <summary>Why it failed.</summary>
    public CavaticaProblem? Error { get; init; }

    /// <summary>The file, an alias by now unless it was only copied.</summary>
    public CavaticaFile? Result { get; init; }
}
