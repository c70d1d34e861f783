using System.Text.Json.Serialization;
using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Drs;

/// <summary>An object or a bundle, as its server describes it. Any field may be missing: servers leave out what the specification requires.</summary>
public sealed record DrsObject
{
    /// <summary>The id on its server, not percent-encoded.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Its name; null where it has none.</summary>
    public string? Name { get; init; }

    /// <summary>Its own DRS URI.</summary>
    public string? SelfUri { get; init; }

    /// <summary>Size in bytes, of a bundle that of all its contents; null where the server doesn't say, as for external files of Synapse.</summary>
    [JsonConverter(typeof(TolerantNumberConverter<long>))]
    public long? Size { get; init; }

    /// <summary>When its content was made; null where the server doesn't say, as indexd.</summary>
    [JsonConverter(typeof(TolerantNullableDateTimeOffsetConverter))]
    public DateTimeOffset? CreatedTime { get; init; }

    /// <summary>When its content was changed; null where the server doesn't say.</summary>
    [JsonConverter(typeof(TolerantNullableDateTimeOffsetConverter))]
    public DateTimeOffset? UpdatedTime { get; init; }

    /// <summary>A version, in the server's own words.</summary>
    public string? Version { get; init; }

    /// <summary>Media type.</summary>
    public string? MimeType { get; init; }

    /// <summary>The checksums as the server writes them; <see cref="Digests"/> are those that can be compared.</summary>
    public IReadOnlyList<DrsChecksum> Checksums { get; init => field = value ?? []; } = [];

    /// <summary>The ways to its bytes.</summary>
    public IReadOnlyList<DrsAccessMethod> AccessMethods { get; init => field = value ?? []; } = [];

    /// <summary>What a bundle holds; null for an object that is no bundle.</summary>
    public IReadOnlyList<DrsContent>? Contents { get; init; }

    /// <summary>What it is, in words.</summary>
    public string? Description { get; init; }

    /// <summary>Other names.</summary>
    public IReadOnlyList<string> Aliases { get; init => field = value ?? []; } = [];

    /// <summary>Whether it is a bundle. Some servers write empty contents into objects that have bytes.</summary>
    [JsonIgnore]
    public bool IsBundle => Contents is { Count: > 0 } || (Contents is not null && AccessMethods.Count == 0);

    /// <summary>The digests of its bytes that can be computed, strongest first, with their names made alike (<c>sha256</c>, <c>SHA-256</c>).
    /// What is no digest of the whole, such as the ETag of a multipart upload, is not among them.</summary>
    [JsonIgnore]
    public IReadOnlyList<Digest> Digests => [.. Checksums.Select(checksum => checksum.ToDigest()).OfType<Digest>().DistinctBy(digest => digest.Algorithm).OrderBy(ChecksumNames.Strength)];
}
