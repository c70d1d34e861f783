namespace SageTasks.Wes;

/// <summary>What the guard assumes about a WES server.</summary>
public sealed record WesRunsOptions
{
    /// <summary>A name for the service that stays the same where its address changes. Part of every key.</summary>
    /// <value>null: the endpoint's host and path.</value>
    public string? Service { get; init; }

    /// <summary>How long a new run may stay hidden from lists.</summary>
    /// <value>15 seconds.</value>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a run request may live in proxies and still be carried out after its caller gave up.</summary>
    /// <value>2 minutes.</value>
    public TimeSpan CommitHorizon { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How many runs the server keeps visible; null where it keeps all.</summary>
    /// <value>null.</value>
    public int? VisibleHistory { get; init; }

    /// <summary>How many runs a page is asked for; servers may give fewer.</summary>
    /// <value>100.</value>
    public int PageSize { get; init; } = 100;

    /// <summary>The longest list of runs that a look-up reads whole, in pages; beyond it, a look-up whose filter cannot be trusted is incomplete.</summary>
    /// <value>500 pages.</value>
    public int MaxPages { get; init; } = 500;

    /// <summary>How many runs a look-up reads one by one where lists do not show tags (version 1.0); beyond it, it is incomplete. What was read is
    /// remembered, since tags never change.</summary>
    /// <value>2,000 runs.</value>
    public int MaxReads { get; init; } = 2_000;

    /// <summary>How long a proof that the server's filter works is trusted, and what the server says of itself is kept.</summary>
    /// <value>1 minute.</value>
    public TimeSpan TrustTime { get; init; } = TimeSpan.FromMinutes(1);
}
