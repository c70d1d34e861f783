namespace SageTasks.Cavatica;

/// <summary>Where a file goes. Give the project (its top folder) or the parent.</summary>
public sealed record FileDestination
{
    /// <summary>The project, whose top folder it goes into.</summary>
    public string? Project { get; init; }

    /// <summary>The id of the folder that it goes into.</summary>
    public string? Parent { get; init; }

    /// <summary>A new name; null keeps it.</summary>
    public string? Name { get; init; }
}
