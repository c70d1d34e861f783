namespace SageTasks.Tower;

/// <summary>Which pipelines of the Launchpad to list.</summary>
public sealed record PipelineQuery
{
    /// <summary>Every pipeline that can be launched from the workspace, shared ones included.</summary>
    public static PipelineQuery All { get; } = new();

    /// <summary>A part of the name; the server matches in part.</summary>
    public string? Search { get; init; }

    /// <summary>Whether to list pipelines that other workspaces share.</summary>
    public bool IncludeShared { get; init; } = true;

    /// <summary>Whether the answer shall carry labels and compute environments.</summary>
    public bool WithDetails { get; init; }
}
