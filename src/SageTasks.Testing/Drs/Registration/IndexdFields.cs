using System.Text.Json;

namespace SageTasks.Testing.Drs;

/// <summary>What indexd keeps of a record besides what DRS shows.</summary>
internal sealed record IndexdFields
{
    public required string Rev { get; init; }

    public required string Baseid { get; init; }

    public IReadOnlyList<string> Acl { get; init; } = [];

    public IReadOnlyList<string> Authz { get; init; } = [];

    public JsonElement? Metadata { get; init; }

    public JsonElement? UrlsMetadata { get; init; }

    public string? Uploader { get; init; }
}
