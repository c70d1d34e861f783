namespace SageTasks.Testing;

/// <summary>What a <see cref="LocalS3"/> can be told. <see cref="LocalPlatformOptions.Token"/> is the secret of the access key.</summary>
public sealed record LocalS3Options : LocalPlatformOptions
{
    /// <summary>The id of the access key that may do everything.</summary>
    public string AccessKey { get; init; } = "local-access-key";

    /// <summary>The region that requests have to be signed for.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Buckets that are there from the start.</summary>
    public IReadOnlyList<string> Buckets { get; init => field = value ?? []; } = [];

    internal void CheckKey()
    {
        if (string.IsNullOrEmpty(AccessKey) || AccessKey.AsSpan().ContainsAny("/,= ") || AccessKey.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException("AccessKey is empty or holds characters that no signature carries; use letters, digits and '-'.");
        }
    }
}
