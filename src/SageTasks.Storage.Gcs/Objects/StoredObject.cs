using System.Globalization;

namespace SageTasks.Storage.Gcs;

/// <summary>An object as the API shows it.</summary>
internal sealed record StoredObject
{
    public string? Name { get; init; }

    public long? Generation { get; init; }

    public long? Size { get; init; }

    public string? ContentType { get; init; }

    public string? Crc32c { get; init; }

    /// <summary>Absent where the object was composed.</summary>
    public string? Md5Hash { get; init; }

    public DateTimeOffset? TimeCreated { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    public string? Tag => Generation?.ToString(CultureInfo.InvariantCulture);

    public IReadOnlyList<Digest> Digests => [.. Known()];

    public ObjectInfo ToInfo(Location location, bool withMetadata = true) => new()
    {
        Location = location,
        Version = new ObjectVersion { Size = Size, Tag = Tag, LastModified = TimeCreated },
        ContentType = ContentType,
        Digests = Digests,
        Metadata = Metadata is null || !withMetadata
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : Metadata.ToDictionary(pair => pair.Key.ToLowerInvariant(), pair => pair.Value, StringComparer.Ordinal),
    };

    private IEnumerable<Digest> Known()
    {
        if (!string.IsNullOrEmpty(Crc32c))
        {
            yield return Digest.FromBase64(DigestAlgorithm.Crc32C, Crc32c);
        }

        if (!string.IsNullOrEmpty(Md5Hash))
        {
            yield return Digest.FromBase64(DigestAlgorithm.Md5, Md5Hash);
        }
    }
}
