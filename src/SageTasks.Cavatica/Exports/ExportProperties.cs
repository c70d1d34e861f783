namespace SageTasks.Cavatica;

/// <summary>How the exported object is stored.</summary>
public sealed record ExportProperties
{
    /// <summary>The encryption, such as AES256.</summary>
    public string? SseAlgorithm { get; init; }

    /// <summary>The key of the encryption.</summary>
    public string? SseAwsKmsKeyId { get; init; }

    /// <summary>The storage class, such as STANDARD.</summary>
    public string? AwsStorageClass { get; init; }

    /// <summary>The access list, such as bucket-owner-full-control.</summary>
    public string? AwsCannedAcl { get; init; }
}
