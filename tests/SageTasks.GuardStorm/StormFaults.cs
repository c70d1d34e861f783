using SageTasks.Testing;

namespace SageTasks.GuardStorm;

/// <summary>Every kind of fault that can mislead a submitter, so that together they strike the wanted share of requests.</summary>
internal static class StormFaults
{
    private const string Launch = "POST /workflow/launch";
    private const string List = "GET /workflow";
    private const string Cancel = "POST /workflow/*/cancel";

    public static FaultPlan Plan(StormOptions options)
    {
        var share = options.Faults;
        var lag = TimeSpan.FromSeconds(options.ListLag);
        List<FaultRule> rules =
        [
            new() { Kind = FaultKind.UnorderedIds, Probability = 1 },
            new() { Kind = FaultKind.Reserialize, Route = "GET /workflow/*/launch", Probability = 1 },
            new() { Kind = FaultKind.SkewClock, Probability = 1, Skew = TimeSpan.FromHours(-3) },
        ];
        if (lag > TimeSpan.Zero)
        {
            rules.Add(new FaultRule { Kind = FaultKind.HideFromLists, Route = Launch, Probability = 1, MaxDelay = lag });
        }

        if (share > 0)
        {
            rules.AddRange(Misfortunes(share, behindOurBack: options.Ledger is null));
        }

        return new FaultPlan { Seed = options.Seed, Rules = rules };
    }

    /// <param name="share">The share of launches that something goes wrong with.</param>
    /// <param name="behindOurBack">Whether to include what no submitter can prevent: a proxy that delivers a request twice.</param>
    private static IEnumerable<FaultRule> Misfortunes(double share, bool behindOurBack)
    {
        var rare = share / 7;
        yield return new() { Kind = FaultKind.DropRequest, Route = Launch, Probability = rare };
        yield return new() { Kind = FaultKind.DropReply, Route = Launch, Probability = rare };
        yield return new() { Kind = FaultKind.LateCommit, Route = Launch, Probability = rare, Delay = TimeSpan.FromSeconds(0.2), MaxDelay = TimeSpan.FromSeconds(2) };
        yield return new() { Kind = FaultKind.FailBefore, Route = Launch, Probability = rare, Status = 503 };
        yield return new() { Kind = FaultKind.FailAfter, Route = Launch, Probability = rare, Status = 500 };
        yield return new() { Kind = FaultKind.Throttle, Route = Launch, Probability = rare };
        if (behindOurBack)
        {
            yield return new() { Kind = FaultKind.DeliverTwice, Route = Launch, Probability = rare };
        }

        yield return new() { Kind = FaultKind.EmptyList, Route = List, Probability = share / 10 };
        yield return new() { Kind = FaultKind.ShiftPages, Route = List, Probability = share / 10 };
        yield return new() { Kind = FaultKind.IgnoreSearch, Route = List, Probability = share / 10 };
        yield return new() { Kind = FaultKind.CutBody, Route = "GET /workflow/**", Probability = share / 10 };
        yield return new() { Kind = FaultKind.Throttle, Route = "GET /workflow/**", Probability = share / 10 };
        yield return new() { Kind = FaultKind.FailBefore, Route = "GET /workflow/**", Probability = share / 10, Status = 502 };
        yield return new() { Kind = FaultKind.Delay, Route = "* /**", Probability = share / 10, MaxDelay = TimeSpan.FromSeconds(0.3) };
        yield return new() { Kind = FaultKind.SlowCancel, Route = Cancel, Probability = share, Delay = TimeSpan.FromSeconds(1) };
        yield return new() { Kind = FaultKind.RefuseCancel, Route = Cancel, Probability = rare };
    }
}
