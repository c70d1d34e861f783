namespace SageTasks.Cavatica;

/// <summary>What became of a wanted DRS object.</summary>
public sealed record ImportedDrsFile
{
    /// <summary>What was wanted.</summary>
    public required DrsFile Item { get; init; }

    /// <summary>The id of the file of the name; null where there is none.</summary>
    public string? FileId { get; init; }

    /// <summary>Whether this call imported it. A file that was there before is known by its name alone.</summary>
    public bool IsNew { get; init; }

    /// <summary>Why there is no file; null where there is one.</summary>
    public string? Error { get; init; }
}
