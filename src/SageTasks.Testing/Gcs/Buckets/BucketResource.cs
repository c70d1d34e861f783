using System.Globalization;

namespace SageTasks.Testing.Gcs;

/// <summary>A bucket as the API shows it, and as much of it as an insertion may say.</summary>
internal sealed record BucketResource
{
    public string? Kind { get; init; }

    public string? Id { get; init; }

    public string? SelfLink { get; init; }

    public string? Name { get; init; }

    public string? Metageneration { get; init; }

    public string? Location { get; init; }

    public string? StorageClass { get; init; }

    public string? Etag { get; init; }

    public DateTimeOffset? TimeCreated { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public BillingSettings? Billing { get; init; }

    public static BucketResource Of(BucketDocument bucket, string origin) => new()
    {
        Kind = "storage#bucket",
        Id = bucket.Name,
        SelfLink = $"{origin}/storage/v1/b/{bucket.Name}",
        Name = bucket.Name,
        Metageneration = bucket.Metageneration.ToString(CultureInfo.InvariantCulture),
        Location = bucket.Location,
        StorageClass = bucket.StorageClass,
        Etag = ETags.Of(0, bucket.Metageneration),
        TimeCreated = bucket.Created,
        Updated = bucket.Updated,
        Billing = bucket.RequesterPays ? new BillingSettings { RequesterPays = true } : null,
    };

    internal sealed record BillingSettings
    {
        public bool? RequesterPays { get; init; }
    }
}
