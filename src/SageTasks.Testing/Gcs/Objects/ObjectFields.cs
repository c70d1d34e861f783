namespace SageTasks.Testing.Gcs;

/// <summary>What a client may say about an object: in an insertion, a copy, a composition.</summary>
internal sealed record ObjectFields
{
    public string? Name { get; init; }

    public string? ContentType { get; init; }

    public string? ContentEncoding { get; init; }

    public string? ContentDisposition { get; init; }

    public string? ContentLanguage { get; init; }

    public string? CacheControl { get; init; }

    public string? StorageClass { get; init; }

    public string? Md5Hash { get; init; }

    public string? Crc32c { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>What is stored: the checksums and the name are kept elsewhere.</summary>
    public ObjectFields ToStored() => this with { Name = null, Md5Hash = null, Crc32c = null };

    /// <summary>Refuses bytes that are not those that the client announced.</summary>
    public void Verify(StoredFile file)
    {
        if (Crc32c is not null && Crc32c != file.Crc32C)
        {
            throw GcsErrors.Invalid($"Provided CRC32C \"{Crc32c}\" doesn't match calculated CRC32C \"{file.Crc32C}\".");
        }

        if (Md5Hash is not null && Md5Hash != file.Md5)
        {
            throw GcsErrors.Invalid($"Provided MD5 hash \"{Md5Hash}\" doesn't match calculated MD5 hash \"{file.Md5}\".");
        }
    }

    /// <summary>With the checksums of the header <c>x-goog-hash</c>, which may come with the bytes.</summary>
    public ObjectFields WithHashes(string? header)
    {
        var fields = this;
        foreach (var pair in (header ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            fields = pair.Split('=', 2) switch
            {
                ["crc32c", var crc] => fields with { Crc32c = crc },
                ["md5", var md5] => fields with { Md5Hash = md5 },
                _ => throw GcsErrors.Invalid($"Invalid x-goog-hash: {pair}"),
            };
        }

        return fields;
    }
}
