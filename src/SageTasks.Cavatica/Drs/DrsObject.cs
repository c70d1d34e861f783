using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>A file as the platform's DRS service shows it.</summary>
public sealed record DrsObject
{
    /// <summary>The object's id: the file's id.</summary>
    public required string Id { get; init; }

    /// <summary>The file's name.</summary>
    public string? Name { get; init; }

    /// <summary>Bytes.</summary>
    public long? Size { get; init; }

    /// <summary>The DRS URI of the object.</summary>
    public string? SelfUri { get; init; }

    /// <summary>When the file was made.</summary>
    public DateTimeOffset? CreatedTime { get; init; }

    /// <summary>When the file was last changed.</summary>
    public DateTimeOffset? UpdatedTime { get; init; }

    /// <summary>The version of the object.</summary>
    public string? Version { get; init; }

    /// <summary>The media type; the platform says application/json of everything.</summary>
    public string? MimeType { get; init; }

    /// <summary>The description of the object.</summary>
    public string? Description { get; init; }

    /// <summary>Checksums; the platform states ETags alone, which do not tell the bytes of what was stored in parts.</summary>
    public IReadOnlyList<DrsChecksum> Checksums { get; init => field = value ?? []; } = [];

    /// <summary>How the bytes can be had.</summary>
    public IReadOnlyList<DrsAccessMethod> AccessMethods { get; init => field = value ?? []; } = [];

    /// <summary>What a bundle holds.</summary>
    public IReadOnlyList<JsonObject> Contents { get; init => field = value ?? []; } = [];

    /// <summary>Other names of the object.</summary>
    public IReadOnlyList<string> Aliases { get; init => field = value ?? []; } = [];
}
