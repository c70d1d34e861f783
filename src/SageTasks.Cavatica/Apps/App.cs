using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>A tool or workflow in a project, at one revision.</summary>
public sealed record App
{
    /// <summary>The address of this resource.</summary>
    public string? Href { get; init; }

    /// <summary>The app's id, owner/project/app, some answers with the revision behind it.</summary>
    public required string Id { get; init; }

    /// <summary>The project that it is in.</summary>
    public string? Project { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>The revision that this is.</summary>
    public int? Revision { get; init; }

    /// <summary>The CWL document; only where one app was asked for.</summary>
    public JsonObject? Raw { get; init; }
}
