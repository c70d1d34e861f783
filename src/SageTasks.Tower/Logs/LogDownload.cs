namespace SageTasks.Tower;

/// <summary>A file of a run or task that can be downloaded.</summary>
public sealed record LogDownload
{
    /// <summary>The name to ask for.</summary>
    public string? FileName { get; init; }

    /// <summary>The name to save it under.</summary>
    public string? SaveName { get; init; }

    /// <summary>The name to show.</summary>
    public string? DisplayText { get; init; }
}
