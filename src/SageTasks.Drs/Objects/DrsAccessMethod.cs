namespace SageTasks.Drs;

/// <summary>One way to the bytes of an object: a URL, an id to ask a URL for, or both.</summary>
public sealed record DrsAccessMethod
{
    /// <summary>What the URL is for.</summary>
    public DrsAccessType Type { get; init; }

    /// <summary>A URL; null where it has to be asked for.</summary>
    public DrsAccessUrl? AccessUrl { get; init; }

    /// <summary>The id to ask a URL for, with <see cref="DrsClient.GetAccessUrlAsync"/>; null where there is none.</summary>
    public string? AccessId { get; init; }

    /// <summary>The cloud's region.</summary>
    public string? Region { get; init; }

    /// <summary>The cloud, such as <c>aws</c>, <c>gcp</c> or <c>azure</c>.</summary>
    public string? Cloud { get; init; }

    /// <summary>Whether the bytes can be had at once; false for what lies in an archive, null where the server doesn't say.</summary>
    public bool? Available { get; init; }

    /// <summary>How the access id is authorized; null where the server doesn't say.</summary>
    public DrsAuthorizations? Authorizations { get; init; }
}
