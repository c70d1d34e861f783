using System.Globalization;

namespace SageTasks.Testing.Gcs;

/// <summary>An object as the API shows it: 64-bit numbers are text.</summary>
internal sealed record ObjectResource
{
    public string Kind { get; init; } = "storage#object";

    public required string Id { get; init; }

    public required string SelfLink { get; init; }

    public required string MediaLink { get; init; }

    public required string Name { get; init; }

    public required string Bucket { get; init; }

    public required string Generation { get; init; }

    public required string Metageneration { get; init; }

    public string? ContentType { get; init; }

    public string? ContentEncoding { get; init; }

    public string? ContentDisposition { get; init; }

    public string? ContentLanguage { get; init; }

    public string? CacheControl { get; init; }

    public required string StorageClass { get; init; }

    public required string Size { get; init; }

    public string? Md5Hash { get; init; }

    public required string Crc32c { get; init; }

    public required string Etag { get; init; }

    public int? ComponentCount { get; init; }

    public required DateTimeOffset TimeCreated { get; init; }

    public required DateTimeOffset Updated { get; init; }

    public required DateTimeOffset TimeStorageClassUpdated { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    public static LocalAnswer Answer(ObjectDocument stored, string origin) => LocalAnswer.Json(Of(stored, origin), GcsJson.Default.ObjectResource);

    public static ObjectResource Of(ObjectDocument stored, string origin)
    {
        var generation = stored.Generation.ToString(CultureInfo.InvariantCulture);
        var path = $"storage/v1/b/{stored.Bucket}/o/{Uri.EscapeDataString(stored.Name)}";
        return new ObjectResource
        {
            Id = $"{stored.Bucket}/{stored.Name}/{generation}",
            SelfLink = $"{origin}/{path}",
            MediaLink = $"{origin}/download/{path}?generation={generation}&alt=media",
            Name = stored.Name,
            Bucket = stored.Bucket,
            Generation = generation,
            Metageneration = stored.Metageneration.ToString(CultureInfo.InvariantCulture),
            ContentType = stored.Fields.ContentType,
            ContentEncoding = stored.Fields.ContentEncoding,
            ContentDisposition = stored.Fields.ContentDisposition,
            ContentLanguage = stored.Fields.ContentLanguage,
            CacheControl = stored.Fields.CacheControl,
            StorageClass = stored.Fields.StorageClass ?? "STANDARD",
            Size = stored.Size.ToString(CultureInfo.InvariantCulture),
            Md5Hash = stored.Md5,
            Crc32c = stored.Crc32C,
            Etag = ETags.Of(stored.Generation, stored.Metageneration),
            ComponentCount = stored.ComponentCount,
            TimeCreated = stored.Created,
            Updated = stored.Updated,
            TimeStorageClassUpdated = stored.Created,
            Metadata = stored.Fields.Metadata is { Count: > 0 } metadata ? metadata : null,
        };
    }
}
