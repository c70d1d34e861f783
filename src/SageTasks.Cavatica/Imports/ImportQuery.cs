namespace SageTasks.Cavatica;

/// <summary>Which imports to list.</summary>
public sealed record ImportQuery
{
    /// <summary>Only imports into this project.</summary>
    public string? Project { get; init; }

    /// <summary>Only imports from this volume.</summary>
    public string? Volume { get; init; }

    /// <summary>Only imports in this state.</summary>
    public TransferState? State { get; init; }
}
