namespace SageTasks.Cavatica;

/// <summary>A file to export to a volume. Without copy-only the platform deletes its own copy of the bytes and leaves an alias.</summary>
public sealed record NewExport
{
    /// <summary>The file.</summary>
    public required ExportSource Source { get; init; }

    /// <summary>Where the object appears.</summary>
    public required VolumePlace Destination { get; init; }

    /// <summary>Whether an object that is there is replaced.</summary>
    public bool? Overwrite { get; init; }

    /// <summary>How the object is stored.</summary>
    public ExportProperties? Properties { get; init; }
}
