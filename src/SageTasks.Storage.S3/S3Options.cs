using SageTasks.Http;

namespace SageTasks.Storage.S3;

/// <summary>Where an S3 store is and who is asking. With nothing set: AWS, with region and credentials as all of its tools find them.</summary>
public sealed class S3Options
{
    /// <summary>The address of a store that speaks S3's API, such as <c>https://s3.example.org</c>.</summary>
    /// <value>null: AWS, or what <c>AWS_ENDPOINT_URL_S3</c> or the profile names.</value>
    public Uri? Endpoint { get; set; }

    /// <summary>The region that requests are signed for, such as <c>eu-central-1</c>.</summary>
    /// <value>null: <c>us-east-1</c> with <see cref="Endpoint"/>; at AWS <c>AWS_REGION</c>, the profile, or the machine's own.</value>
    public string? Region { get; set; }

    /// <summary>Whether the bucket stands in the path (<c>https://host/bucket/key</c>) or in the host name (<c>https://bucket.host/key</c>).</summary>
    /// <value>null: in the path with <see cref="Endpoint"/>, in the host name at AWS.</value>
    public bool? PathStyle { get; set; }

    /// <summary>The access key's id; goes with <see cref="SecretKey"/>.</summary>
    /// <value>null: <see cref="Profile"/>, else the credential chain of AWS: environment, profile, web identity, container, machine.</value>
    public string? AccessKey { get; set; }

    /// <summary>The secret of <see cref="AccessKey"/>.</summary>
    public string? SecretKey { get; set; }

    /// <summary>The session token of temporary keys.</summary>
    public string? SessionToken { get; set; }

    /// <summary>A profile in <c>~/.aws</c>, single sign-on included.</summary>
    public string? Profile { get; set; }

    /// <summary>Signs nothing, for public buckets.</summary>
    public bool Anonymous { get; set; }

    /// <summary>Agrees to be billed for requests to buckets whose owner wants that.</summary>
    public bool RequesterPays { get; set; }

    /// <summary>Allows plain http to other machines. Objects are then readable on the way; keys are not sent.</summary>
    public bool AllowInsecureHttp { get; set; }

    /// <summary>How often a request is repeated that failed for a passing reason.</summary>
    /// <value>5.</value>
    public int MaxRetries { get; set; } = 5;

    /// <summary>How long a server may neither answer nor take bytes.</summary>
    /// <value>1 minute.</value>
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>What is wrong with the options, one line each.</summary>
    internal IEnumerable<string> Validate()
    {
        if (Endpoint is not null && ApiEndpoint.Problem(Endpoint, AllowInsecureHttp) is { } problem)
        {
            yield return problem;
        }

        if (string.IsNullOrEmpty(AccessKey) != string.IsNullOrEmpty(SecretKey))
        {
            yield return $"{nameof(AccessKey)} and {nameof(SecretKey)} go together: set both, or neither.";
        }

        if (!string.IsNullOrEmpty(SessionToken) && string.IsNullOrEmpty(AccessKey))
        {
            yield return $"{nameof(SessionToken)} belongs to an {nameof(AccessKey)}, which is not set.";
        }

        if (new[] { !string.IsNullOrEmpty(AccessKey), !string.IsNullOrEmpty(Profile), Anonymous }.Count(set => set) > 1)
        {
            yield return $"Set one of {nameof(AccessKey)}, {nameof(Profile)} and {nameof(Anonymous)}: they contradict each other.";
        }

        if (MaxRetries < 0)
        {
            yield return $"{nameof(MaxRetries)} must not be negative, but is {MaxRetries}.";
        }

        if (StallTimeout <= TimeSpan.Zero)
        {
            yield return $"{nameof(StallTimeout)} must be positive, but is {StallTimeout}.";
        }
    }
}
