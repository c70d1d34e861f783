using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Testing.Drs;

/// <summary>A record as a client posts it to indexd, which refuses other fields.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record IndexdRequest
{
    public string? Did { get; init; }

    public string? Baseid { get; init; }

    public string? Form { get; init; }

    public long? Size { get; init; }

    public string? FileName { get; init; }

    public IReadOnlyDictionary<string, string>? Hashes { get; init; }

    public IReadOnlyList<string>? Urls { get; init; }

    public IReadOnlyList<string>? Acl { get; init; }

    public IReadOnlyList<string>? Authz { get; init; }

    public JsonElement? Metadata { get; init; }

    public JsonElement? UrlsMetadata { get; init; }

    public string? Version { get; init; }

    public string? Description { get; init; }

    public string? Uploader { get; init; }

    public DateTimeOffset? ContentCreatedDate { get; init; }

    public DateTimeOffset? ContentUpdatedDate { get; init; }
}
