using SageTasks.Testing;

namespace SageTasks.TransferStorm;

/// <summary>What goes wrong on the way.</summary>
internal static class StormFaults
{
    private static readonly FaultKind[] Anywhere =
        [FaultKind.DropRequest, FaultKind.DropReply, FaultKind.FailBefore, FaultKind.FailAfter, FaultKind.Throttle, FaultKind.CutBody];

    /// <summary>How long an address for a download lives: short enough that large files outlive several.</summary>
    public static TimeSpan UrlLifetime { get; } = TimeSpan.FromSeconds(3);

    /// <summary>A share of all requests goes wrong, in every way alike; and bytes take their time, so that a worker can die in between.</summary>
    public static FaultPlan Plan(StormSettings settings) => new()
    {
        Seed = settings.Seed,
        Rules = settings.Faults == 0
            ? [Slow]
            : [
                Slow,
                .. Anywhere.Select(kind => new FaultRule { Kind = kind, Probability = settings.Faults / Anywhere.Length }),
                new FaultRule { Kind = FaultKind.ExpireUrls, Route = Multipart("POST"), Probability = settings.Faults / 2 },
                new FaultRule { Kind = FaultKind.RefusePart, Route = Multipart("PUT"), Probability = settings.Faults / 2 },
            ],
    };

    private static string Multipart(string method) => $"{method} /file/v1/file/multipart/**";

    private static FaultRule Slow => new()
    {
        Kind = FaultKind.Delay,
        Route = "* /s3/**",
        Probability = 1,
        Delay = TimeSpan.FromMilliseconds(20),
        MaxDelay = TimeSpan.FromMilliseconds(150),
    };
}
