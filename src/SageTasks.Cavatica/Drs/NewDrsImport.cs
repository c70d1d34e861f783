namespace SageTasks.Cavatica;

/// <summary>DRS objects to import, at most 100 in one call of the platform.</summary>
public sealed record NewDrsImport
{
    /// <summary>The objects.</summary>
    public IReadOnlyList<DrsImportItem> Items { get; init => field = value ?? []; } = [];

    /// <summary>Tags for every file.</summary>
    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    /// <summary>What happens where a file of the name is there; null for skipping.</summary>
    public DrsConflict? ConflictResolution { get; init; }
}
