namespace SageTasks.Cavatica;

/// <summary>What became of a wanted DRS object.</summary>
public sealed record ImportedDrsFile
{
    /// <summary>What was wanted.</summary>
    public required DrsFile Item { get; init; }

    /// <summary>The file's id; null where there is none.</summary>
    public string? FileId { get; init; }

    /// <summary>Whether this call imported it.</summary>
    public bool IsNew { get; init; }

    /// <summary>Why there is no file; null where there is one.</summary>
    public string? Error { get; init; }
}
