using SageTasks.Testing;

namespace SageTasks.GuardStorm;

/// <summary>Every kind of fault that can mislead a submitter, so that together they strike the wanted share of requests.</summary>
internal static class StormFaults
{
    public static FaultPlan Plan(StormOptions options)
    {
        var share = options.Faults;
        var routes = options.Platform.Routes;
        var lag = TimeSpan.FromSeconds(options.ListLag);
        List<FaultRule> rules =
        [
            new() { Kind = FaultKind.UnorderedIds, Probability = 1 },
            new() { Kind = FaultKind.Reserialize, Route = routes.Stored, Probability = 1 },
            new() { Kind = FaultKind.SkewClock, Probability = 1, Skew = TimeSpan.FromHours(-3) },
        ];
        if (lag > TimeSpan.Zero)
        {
            rules.Add(new FaultRule { Kind = FaultKind.HideFromLists, Route = routes.Create, Probability = 1, MaxDelay = lag });
        }

        if (share > 0)
        {
            rules.AddRange(Misfortunes(routes, share, behindOurBack: options.Ledger is null));
        }

        return new FaultPlan { Seed = options.Seed, Rules = rules };
    }

    /// <param name="routes">Where they strike.</param>
    /// <param name="share">The share of launches that something goes wrong with.</param>
    /// <param name="behindOurBack">Whether to include what no submitter can prevent: a proxy that delivers a request twice.</param>
    private static IEnumerable<FaultRule> Misfortunes(StormRoutes routes, double share, bool behindOurBack)
    {
        var rare = share / 7;
        yield return new() { Kind = FaultKind.DropRequest, Route = routes.Create, Probability = rare };
        yield return new() { Kind = FaultKind.DropReply, Route = routes.Create, Probability = rare };
        yield return new() { Kind = FaultKind.LateCommit, Route = routes.Create, Probability = rare, Delay = TimeSpan.FromSeconds(0.2), MaxDelay = TimeSpan.FromSeconds(2) };
        yield return new() { Kind = FaultKind.FailBefore, Route = routes.Create, Probability = rare, Status = 503 };
        yield return new() { Kind = FaultKind.FailAfter, Route = routes.Create, Probability = rare, Status = 500 };
        yield return new() { Kind = FaultKind.Throttle, Route = routes.Create, Probability = rare };
        if (behindOurBack)
        {
            yield return new() { Kind = FaultKind.DeliverTwice, Route = routes.Create, Probability = rare };
        }

        if (routes.Start is { } start)
        {
            yield return new() { Kind = FaultKind.DropRequest, Route = start, Probability = rare };
            yield return new() { Kind = FaultKind.DropReply, Route = start, Probability = rare };
            yield return new() { Kind = FaultKind.FailBefore, Route = start, Probability = rare, Status = 503 };
            yield return new() { Kind = FaultKind.FailAfter, Route = start, Probability = rare, Status = 500 };
        }

        yield return new() { Kind = FaultKind.EmptyList, Route = routes.List, Probability = share / 10 };
        yield return new() { Kind = FaultKind.ShiftPages, Route = routes.List, Probability = share / 10 };
        yield return new() { Kind = FaultKind.IgnoreSearch, Route = routes.List, Probability = share / 10 };
        yield return new() { Kind = FaultKind.CutBody, Route = routes.Reads, Probability = share / 10 };
        yield return new() { Kind = FaultKind.Throttle, Route = routes.Reads, Probability = share / 10 };
        yield return new() { Kind = FaultKind.FailBefore, Route = routes.Reads, Probability = share / 10, Status = 502 };
        yield return new() { Kind = FaultKind.Delay, Route = "* /**", Probability = share / 10, MaxDelay = TimeSpan.FromSeconds(0.3) };
        yield return new() { Kind = FaultKind.SlowCancel, Route = routes.Cancel, Probability = share, Delay = TimeSpan.FromSeconds(1) };
        yield return new() { Kind = FaultKind.RefuseCancel, Route = routes.Cancel, Probability = rare };
    }
}
