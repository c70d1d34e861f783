namespace SageTasks.Testing;

/// <summary>What the shared host needs to know of a platform.</summary>
internal sealed record HostSetup
{
    public required LocalPlatformOptions Options { get; init; }

    public required RouteTable Routes { get; init; }

    public required FaultInjector Faults { get; init; }

    public required PlatformClock Clock { get; init; }

    public required CommitJournal Journal { get; init; }

    /// <summary>Looks at each request before its handler and before any fault that lets it through: token, rate limit. Null lets it pass.</summary>
    public required Func<LocalRequest, LocalAnswer?> Gate { get; init; }

    /// <summary>Whether a request may use the control routes: it brings what the platform asks its callers for, or the platform asks nobody.</summary>
    public required Func<LocalRequest, bool> Admits { get; init; }

    /// <summary>The answer for a path that the platform does not have.</summary>
    public required Func<LocalRequest, LocalAnswer> Unrouted { get; init; }

    /// <summary>The answer when a client is too fast.</summary>
    public required Func<LocalAnswer> Throttled { get; init; }

    /// <summary>The answer for a body that cannot be read, and for a failure of the platform itself.</summary>
    public required Func<int, string, LocalAnswer> Failed { get; init; }

    /// <summary>Paths that may stand before every path, such as <c>api</c> or <c>ga4gh/tes/v1</c>.</summary>
    public IReadOnlyList<string> Prefixes { get; init; } = [];

    /// <summary>Origins whose pages may call the API from a browser, besides those on this machine.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Whether one of <see cref="Prefixes"/> must stand before every path of the API.</summary>
    public bool PrefixRequired { get; init; }

    /// <summary>Whether an encoded slash in a path is as good as a plain one, as behind many a proxy.</summary>
    public bool DecodesSlashes { get; init; }
}
