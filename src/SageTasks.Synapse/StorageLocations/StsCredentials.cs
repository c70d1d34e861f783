using System.Globalization;

namespace SageTasks.Synapse;

/// <summary>Temporary credentials for the bucket of an entity, for 12 hours.</summary>
public sealed record StsCredentials
{
    /// <summary>The bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>The prefix that they are valid for.</summary>
    public string? BaseKey { get; init; }

    /// <summary>The key id.</summary>
    public required string AccessKeyId { get; init; }

    /// <summary>The secret key.</summary>
    public required string SecretAccessKey { get; init; }

    /// <summary>The session token.</summary>
    public required string SessionToken { get; init; }

    /// <summary>When they end.</summary>
    public DateTimeOffset? Expiration { get; init; }

    /// <summary>Shows the place and the end, never the credentials.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"StsCredentials {{ Bucket = {Bucket}, BaseKey = {BaseKey}, Expiration = {Expiration:O} }}");
}
