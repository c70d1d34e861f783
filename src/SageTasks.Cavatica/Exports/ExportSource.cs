namespace SageTasks.Cavatica;

/// <summary>A file to export.</summary>
public sealed record ExportSource
{
    /// <summary>The file's id.</summary>
    public required string File { get; init; }
}
