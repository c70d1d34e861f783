namespace SageTasks.Storage.Gcs;

/// <summary>What is said about an object that is written.</summary>
internal sealed record NewObject
{
    public string? Name { get; init; }

    public string? ContentType { get; init; }

    public string? Crc32c { get; init; }

    public string? Md5Hash { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>What the options say, with the digests that the store checks.</summary>
    public static NewObject Of(Location location, PutOptions options, IEnumerable<Digest> digests)
    {
        var known = digests.ToList();
        return new NewObject
        {
            Name = location.Path,
            ContentType = options.ContentType,
            Crc32c = known.Find(digest => digest.Algorithm == DigestAlgorithm.Crc32C)?.ToBase64(),
            Md5Hash = known.Find(digest => digest.Algorithm == DigestAlgorithm.Md5)?.ToBase64(),
            Metadata = options.Metadata.Count == 0
                ? null
                : options.Metadata.ToDictionary(pair => pair.Key.ToLowerInvariant(), pair => pair.Value, StringComparer.Ordinal),
        };
    }
}
