namespace SageTasks.Runs;

/// <summary>What a platform can do, as far as the guard needs to know.</summary>
public sealed record RunCapabilities
{
    /// <summary>The platform's name in messages and evidence, such as <c>Tower</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>The server that every run is on, as <see cref="PreparedRun{TRequest}.Service"/> names it; null where the ids of runs are the
    /// platform's own everywhere, so that no server need be named.</summary>
    public string? Service { get; init; }

    /// <summary>A finished or active run's request can be read back and compared.</summary>
    public required bool RequestReadable { get; init; }

    /// <summary>A run is first created as a draft that costs nothing, then started.</summary>
    public bool DraftFirst { get; init; }

    /// <summary>A failed run can be resumed, so that work already done is not done again.</summary>
    public bool Resumable { get; init; }

    /// <summary>How long a created run may stay hidden from look-ups.</summary>
    public required TimeSpan SettleTime { get; init; }

    /// <summary>How long a request may live in proxies and queues and still create a run after its caller gave up.</summary>
    public required TimeSpan CommitHorizon { get; init; }

    /// <summary>How many runs the platform keeps visible; null where it keeps all.</summary>
    public int? VisibleHistory { get; init; }
}
