namespace SageTasks.Testing;

/// <summary>What a <see cref="LocalGcs"/> can be told.</summary>
public sealed record LocalGcsOptions : LocalPlatformOptions
{
    /// <summary>The project that buckets belong to.</summary>
    public string Project { get; init; } = "local-project";

    /// <summary>Buckets that are there from the start.</summary>
    public IReadOnlyList<string> Buckets { get; init => field = value ?? []; } = [];

    /// <summary>
    /// What a caller without a token may do, as on an emulator: Google's libraries send no token where <c>STORAGE_EMULATOR_HOST</c> is set.
    /// Null refuses it everything but reading public buckets, as the real service does.
    /// </summary>
    public GcsAccess? AnonymousAccess { get; init; }

    /// <summary>
    /// How many bytes one rewrite request copies before it hands out a token for the rest; a whole number of MiB. Null copies everything at
    /// once, as the real service does within one location and storage class.
    /// </summary>
    public long? RewriteStep { get; init; }

    /// <summary>How long a resumable session lives; a week on the real service.</summary>
    public TimeSpan UploadLifetime { get; init; } = TimeSpan.FromDays(7);
}
