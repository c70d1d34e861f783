namespace SageTasks.Tower;

/// <summary>What the guard assumes about a Tower server.</summary>
public sealed record TowerRunsOptions
{
    /// <summary>A name for the service that stays the same where its address changes, such as a server reached through several hosts.
    /// Part of every key.</summary>
    /// <value>null: the endpoint's host, aliases of Seqera Cloud folded.</value>
    public string? Service { get; init; }

    /// <summary>How long a new run may stay hidden from lists and searches.</summary>
    /// <value>15 seconds.</value>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a launch may live in proxies and still be carried out after its caller gave up.</summary>
    /// <value>2 minutes.</value>
    public TimeSpan CommitHorizon { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How many runs the server keeps visible; null where it keeps all.</summary>
    /// <value>250: Seqera Cloud's default for an organisation.</value>
    public int? VisibleHistory { get; init; } = 250;

    /// <summary>The longest list of runs that a look-up reads whole, in pages of 100; beyond it, a look-up whose search cannot be trusted
    /// is incomplete.</summary>
    /// <value>500 pages: 50,000 runs.</value>
    public int MaxPages { get; init; } = 500;

    /// <summary>How long a proof that the server's search works is trusted, and resolved names and defaults are kept.</summary>
    /// <value>1 minute.</value>
    public TimeSpan TrustTime { get; init; } = TimeSpan.FromMinutes(1);
}
