using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>A DRS object to import.</summary>
public sealed record DrsImportItem
{
    /// <summary>The object, drs://host/id.</summary>
    public required string DrsUri { get; init; }

    /// <summary>The project, whose top folder it goes into.</summary>
    public string? Project { get; init; }

    /// <summary>The folder that it goes into.</summary>
    public string? Parent { get; init; }

    /// <summary>The file's name; null takes the object's.</summary>
    public string? Name { get; init; }

    /// <summary>Metadata for the file.</summary>
    public JsonObject? Metadata { get; init; }
}
