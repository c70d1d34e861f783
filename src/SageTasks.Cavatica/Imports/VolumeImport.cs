namespace SageTasks.Cavatica;

/// <summary>An object of a volume that is wanted as a file. Give the project (its top folder) or the parent.</summary>
public sealed record VolumeImport
{
    /// <summary>The volume, owner/name.</summary>
    public required string Volume { get; init; }

    /// <summary>The object's place on it.</summary>
    public required string Location { get; init; }

    /// <summary>The project, whose top folder it goes into.</summary>
    public string? Project { get; init; }

    /// <summary>The id of the folder that it goes into.</summary>
    public string? Parent { get; init; }

    /// <summary>The file's name; null takes the last part of the place.</summary>
    public string? Name { get; init; }
}
