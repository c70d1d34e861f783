namespace SageTasks.Tes;

/// <summary>What the guard assumes about a TES server.</summary>
public sealed record TesRunsOptions
{
    /// <summary>A name for the service that stays the same where its address changes, such as a server reached through several hosts.
    /// Part of every key.</summary>
    /// <value>null: the endpoint's host and port, and its path without the version.</value>
    public string? Service { get; init; }

    /// <summary>How long a new task may stay hidden from lists.</summary>
    /// <value>10 seconds.</value>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a creation may live in proxies and still be carried out after its caller gave up.</summary>
    /// <value>2 minutes.</value>
    public TimeSpan CommitHorizon { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How many tasks the server keeps visible; null where it keeps all.</summary>
    public int? VisibleHistory { get; init; }

    /// <summary>How many tasks a look-up asks for at a time, 1 to <see cref="TesTaskQuery.LargestPage"/>.</summary>
    /// <value>2047: the largest page. Smaller where a server breaks down under it.</value>
    public int PageSize { get; init; } = TesTaskQuery.LargestPage;

    /// <summary>The longest list of tasks that a look-up reads whole; beyond it, a look-up on a server whose tag filters cannot be trusted is
    /// incomplete.</summary>
    /// <value>100 pages: some 200,000 tasks.</value>
    public int MaxPages { get; init; } = 100;

    /// <summary>How long a proof that the server's tag filters work is trusted, and what the server tells about itself is kept.</summary>
    /// <value>1 minute.</value>
    public TimeSpan TrustTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether a task is refused that the server is known to run otherwise than asked, such as with its first executor only or without a
    /// backend parameter. Otherwise the submission's evidence warns.</summary>
    /// <value>false.</value>
    public bool Strict { get; init; }
}
