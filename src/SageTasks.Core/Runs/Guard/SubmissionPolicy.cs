using System.Text.Json.Serialization;

namespace SageTasks.Runs;

/// <summary>What the guard does in each case. The defaults never start a second run by accident and never reuse a run of other work.</summary>
public sealed record SubmissionPolicy
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    /// <summary>The default policy.</summary>
    public static SubmissionPolicy Default { get; } = new();

    /// <summary>How long a success stays good, from its end; null for ever. An older one is replaced by a new run.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Asked before a success is reused, for example whether its outputs still exist; null to trust it.</summary>
    [JsonIgnore]
    public Func<RunSnapshot, CancellationToken, ValueTask<bool>>? IsStillValid { get; init; }

    /// <summary>What to do when the work has failed before. Default: <see cref="FailurePolicy.Resume"/>.</summary>
    public FailurePolicy OnFailure { get; init; } = FailurePolicy.Resume;

    /// <summary>What to do when the work was cancelled before. Default: <see cref="CanceledPolicy.Throw"/>, since a person stopped it.</summary>
    public CanceledPolicy OnCanceled { get; init; } = CanceledPolicy.Throw;

    /// <summary>How many attempts the work gets in all, twins not counted. Default: 2.</summary>
    public int MaxAttempts { get; init; } = 2;

    /// <summary>How many attempts the work gets when the platform failed it. Default: 3.</summary>
    public int MaxSystemAttempts { get; init; } = 3;

    /// <summary>What to do with a superfluous run of the same work. Default: <see cref="TwinPolicy.Cancel"/>.</summary>
    public TwinPolicy Twins { get; init; } = TwinPolicy.Cancel;

    /// <summary>Whether to wait until no hidden run can change the answer. Default: <see cref="ConfirmMode.Settled"/>.</summary>
    public ConfirmMode Confirm { get; init; } = ConfirmMode.Settled;

    /// <summary>Starts a run although the look-up could not cover everything. Default: false; with a ledger there is no need.</summary>
    public bool AcceptRisk { get; init; }

    /// <summary>Refuses work whose inputs are known by path alone, or weakly. Default: false.</summary>
    public bool RequireContentIdentity { get; init; }

    /// <summary>How long to wait for a run that is being cancelled to end. Default: 2 minutes.</summary>
    public TimeSpan CancelTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long to wait for another process that holds the ledger's claim on the same work. Default: 10 minutes.</summary>
    public TimeSpan ClaimTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Overrides the platform's settle time; null to keep it.</summary>
    public TimeSpan? SettleTime { get; init; }

    /// <summary>Overrides the platform's commit horizon; null to keep it.</summary>
    public TimeSpan? CommitHorizon { get; init; }

    /// <summary>Why a run is started anew on purpose, whatever ran before; null not to. See <see cref="Force"/>.</summary>
    public string? ForceReason { get; init; }

    /// <summary>The same policy, but a run is started anew on purpose: earlier runs of the work are neither reused nor cancelled.
    /// Each call starts one run.</summary>
    /// <param name="reason">Why, for the evidence and the log.</param>
    /// <exception cref="ArgumentException">The reason is blank.</exception>
    public SubmissionPolicy Force(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return this with { ForceReason = reason };
    }

    /// <summary>Refuses what would let a submission start a run too early or never, before anything is sent.</summary>
    /// <exception cref="ArgumentException">A number of attempts is below one, or a time is negative or too long to wait for.</exception>
    internal void Check(RunCapabilities capabilities)
    {
        Check(SettleTime ?? capabilities.SettleTime, nameof(SettleTime), LongestWait);
        Check(CommitHorizon ?? capabilities.CommitHorizon, nameof(CommitHorizon), LongestWait);
        Check(CancelTimeout, nameof(CancelTimeout), TimeSpan.MaxValue);
        Check(ClaimTimeout, nameof(ClaimTimeout), TimeSpan.MaxValue);
        Check(MaxAge ?? TimeSpan.Zero, nameof(MaxAge), TimeSpan.MaxValue);
        if (MaxAttempts < 1 || MaxSystemAttempts < 1)
        {
            throw new ArgumentException($"{nameof(MaxAttempts)} is {MaxAttempts} and {nameof(MaxSystemAttempts)} {MaxSystemAttempts}: work needs one attempt or more.");
        }
    }

    private static void Check(TimeSpan time, string name, TimeSpan longest)
    {
        if (time < TimeSpan.Zero || time > longest)
        {
            throw new ArgumentException($"{name} is {time}: give it a time of zero or more{(longest < TimeSpan.MaxValue ? $", at most {longest}" : "")}.");
        }
    }
}
