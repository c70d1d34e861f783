namespace SageTasks.Cavatica;

/// <summary>What became of a wanted export.</summary>
public sealed record ExportedFile
{
    /// <summary>What was wanted.</summary>
    public required FileExport Item { get; init; }

    /// <summary>The export that did it; null where there is none.</summary>
    public string? ExportId { get; init; }

    /// <summary>Whether this call began it.</summary>
    public bool IsNew { get; init; }

    /// <summary>Why the object is not there; null where it is.</summary>
    public string? Error { get; init; }
}
