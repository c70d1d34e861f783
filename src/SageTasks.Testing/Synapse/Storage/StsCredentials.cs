namespace SageTasks.Testing.Synapse;

/// <summary>Temporary credentials for a storage location.</summary>
internal sealed record StsCredentials
{
    public string? Bucket { get; init; }

    public string? BaseKey { get; init; }

    public string? AccessKeyId { get; init; }

    public string? SecretAccessKey { get; init; }

    public string? SessionToken { get; init; }

    public DateTimeOffset? Expiration { get; init; }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"credentials for {Bucket}/{BaseKey}";
}
