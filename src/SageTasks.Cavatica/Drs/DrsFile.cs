using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>A DRS object that is wanted as a file. Give the project (its top folder) or the parent.</summary>
public sealed record DrsFile
{
    /// <summary>The object, drs://host/id.</summary>
    public required string DrsUri { get; init; }

    /// <summary>The file's name, by which an earlier import is found.</summary>
    public required string Name { get; init; }

    /// <summary>The project, whose top folder it goes into.</summary>
    public string? Project { get; init; }

    /// <summary>The id of the folder that it goes into.</summary>
    public string? Parent { get; init; }

    /// <summary>Metadata for the file.</summary>
    public JsonObject? Metadata { get; init; }
}
