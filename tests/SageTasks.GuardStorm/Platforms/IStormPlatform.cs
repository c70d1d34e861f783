using SageTasks.Runs;
using SageTasks.Testing;

namespace SageTasks.GuardStorm;

/// <summary>A platform that the storm can be let loose on: its server, its submitters' side, and how its journal reads.</summary>
internal interface IStormPlatform
{
    /// <summary>What <c>--platform</c> calls it.</summary>
    string Name { get; }

    /// <summary>Where faults strike.</summary>
    StormRoutes Routes { get; }

    /// <summary>Starts the platform with the fault plan.</summary>
    Task<StormServer> StartAsync(FaultPlan faults, Action<ObservedExchange> observer, CancellationToken cancellationToken);

    /// <summary>A submitter's client, as any program would set it up.</summary>
    IStormClient Connect(StormOrder order, SubmissionGuard guard);

    /// <summary>What an entry of the platform's journal means; null for one that does not matter.</summary>
    StormEvent? Read(CommitEntry entry);
}
