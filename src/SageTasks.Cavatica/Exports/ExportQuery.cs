namespace SageTasks.Cavatica;

/// <summary>Which exports to list.</summary>
public sealed record ExportQuery
{
    /// <summary>Only exports from this project.</summary>
    public string? Project { get; init; }

    /// <summary>Only exports to this volume.</summary>
    public string? Volume { get; init; }

    /// <summary>Only exports in this state.</summary>
    public TransferState? State { get; init; }
}
