namespace SageTasks.Cavatica;

/// <summary>A folder to make. Give the project (its top folder) or the parent.</summary>
public sealed record NewFolder
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The project in whose top folder it is made.</summary>
    public string? Project { get; init; }

    /// <summary>The id of the folder that it is made in.</summary>
    public string? Parent { get; init; }
}
