using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SageTasks.Runs;

/// <summary>Traces and counters of the guard and the watcher, under the name of the package.</summary>
internal static class RunTelemetry
{
    public const string Name = "SageTasks.Core";

    private static readonly Meter Meter = new(Name);

    public static ActivitySource Source { get; } = new(Name);

    public static Counter<long> Submissions { get; } =
        Meter.CreateCounter<long>("sagetasks.submissions", "{submission}", "Submissions answered, by platform and outcome.");

    public static Counter<long> CanceledTwins { get; } =
        Meter.CreateCounter<long>("sagetasks.twins.canceled", "{run}", "Superfluous runs cancelled, by platform.");
}
