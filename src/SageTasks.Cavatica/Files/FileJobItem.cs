namespace SageTasks.Cavatica;

/// <summary>One file of a background job.</summary>
public sealed record FileJobItem
{
    /// <summary>The id of the file or folder.</summary>
    public required string File { get; init; }

    /// <summary>The project to copy or move to.</summary>
    public string? Project { get; init; }

    /// <summary>The folder to copy or move to.</summary>
    public string? Parent { get; init; }

    /// <summary>A new name.</summary>
    public string? Name { get; init; }
}
