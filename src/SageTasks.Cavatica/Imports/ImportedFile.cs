namespace SageTasks.Cavatica;

/// <summary>What became of a wanted import.</summary>
public sealed record ImportedFile
{
    /// <summary>What was wanted.</summary>
    public required VolumeImport Item { get; init; }

    /// <summary>The file; null where there is none.</summary>
    public CavaticaFile? File { get; init; }

    /// <summary>Whether this call imported it.</summary>
    public bool IsNew { get; init; }

    /// <summary>Why there is no file; null where there is one.</summary>
    public string? Error { get; init; }
}
