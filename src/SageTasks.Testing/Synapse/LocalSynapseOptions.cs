namespace SageTasks.Testing;

/// <summary>What a <see cref="LocalSynapse"/> can be told.</summary>
public sealed record LocalSynapseOptions : LocalPlatformOptions
{
    /// <summary>The user that <see cref="LocalPlatformOptions.Token"/> stands for.</summary>
    public string UserName { get; init; } = "local-user";

    /// <summary>The limits on one user's requests; null for none.</summary>
    public SynapseThrottle? Throttle { get; init; }

    /// <summary>How often a client asks for an asynchronous job's answer before there is one, at the least.</summary>
    public int JobPolls { get; init; } = 1;

    /// <summary>
    /// How long a view goes on showing what it showed before, after a query noticed that something changed. Zero: each query sees it all.
    /// </summary>
    public TimeSpan ViewLag { get; init; }

    /// <summary>How many children a project or folder can have; 10,000 on the real server.</summary>
    public int MaxChildren { get; init; } = 10_000;

    /// <summary>How long a signed URL for a download lives; 30 seconds on the real server.</summary>
    public TimeSpan DownloadUrlLifetime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a signed URL for a part of an upload lives; 15 minutes on the real server.</summary>
    public TimeSpan UploadUrlLifetime { get; init; } = TimeSpan.FromMinutes(15);
}
