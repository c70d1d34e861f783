using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>A file or a folder of a project.</summary>
public sealed record CavaticaFile
{
    /// <summary>The address of this resource.</summary>
    public string? Href { get; init; }

    /// <summary>The file's id; also the id of its DRS object.</summary>
    public required string Id { get; init; }

    /// <summary>Whether it is a file or a folder; empty where the answer leaves it out.</summary>
    public CavaticaFileType Type { get; init; }

    /// <summary>Its name within its folder.</summary>
    public string? Name { get; init; }

    /// <summary>Bytes; null for a folder.</summary>
    public long? Size { get; init; }

    /// <summary>The id of the folder that it lies in.</summary>
    public string? Parent { get; init; }

    /// <summary>The id of its project.</summary>
    public string? Project { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedOn { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? ModifiedOn { get; init; }

    /// <summary>The task that wrote it.</summary>
    public FileOrigin? Origin { get; init; }

    /// <summary>Where its bytes lie.</summary>
    public FileStorage? Storage { get; init; }

    /// <summary>Its metadata: texts, or lists of texts; null where the answer leaves them out.</summary>
    public JsonObject? Metadata { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];
}
