namespace SageTasks.Testing.Synapse;

/// <summary>Every kind of storage location on the wire.</summary>
internal sealed record StorageLocationSetting
{
    public string? ConcreteType { get; init; }

    public long? StorageLocationId { get; init; }

    public string? UploadType { get; init; }

    public string? Banner { get; init; }

    public string? Description { get; init; }

    public string? Etag { get; init; }

    public DateTimeOffset? CreatedOn { get; init; }

    public long? CreatedBy { get; init; }

    public string? Bucket { get; init; }

    public string? BaseKey { get; init; }

    public bool? StsEnabled { get; init; }

    public string? EndpointUrl { get; init; }

    public string? Url { get; init; }

    public bool? SupportsSubfolders { get; init; }

    public string? ProxyUrl { get; init; }

    public string? SecretKey { get; init; }

    public string? BenefactorId { get; init; }
}
