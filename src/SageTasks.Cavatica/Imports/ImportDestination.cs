namespace SageTasks.Cavatica;

/// <summary>Where an import goes. Give the project (its top folder) or the parent.</summary>
public sealed record ImportDestination
{
    /// <summary>The project, whose top folder it goes into.</summary>
    public string? Project { get; init; }

    /// <summary>The folder that it goes into.</summary>
    public string? Parent { get; init; }

    /// <summary>The file's name; null takes the object's.</summary>
    public string? Name { get; init; }
}
