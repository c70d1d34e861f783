namespace SageTasks.Tower;

/// <summary>A dataset to make (<c>POST /datasets</c>).</summary>
public sealed record CreateDatasetRequest
{
    /// <summary>The name, unique in the workspace.</summary>
    public required string Name { get; init; }

    /// <summary>What it will hold.</summary>
    public string? Description { get; init; }

    /// <summary>Whether its content will be uploaded or linked.</summary>
    public DatasetSource? SourceType { get; init; }
}
