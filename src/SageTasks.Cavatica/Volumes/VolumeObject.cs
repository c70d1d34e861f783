using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>An object on a volume.</summary>
public sealed record VolumeObject
{
    /// <summary>The address of this resource.</summary>
    public string? Href { get; init; }

    /// <summary>Its place on the volume.</summary>
    public required string Location { get; init; }

    /// <summary>The volume, owner/name.</summary>
    public string? Volume { get; init; }

    /// <summary>The kind of service, such as s3.</summary>
    public string? Type { get; init; }

    /// <summary>What the service tells of it, such as size, etag and time.</summary>
    public JsonObject? Metadata { get; init; }
}
