using SageTasks.Runs;
using SageTasks.Tower;

namespace QuartzCluster.Orders;

/// <summary>What to launch, decided once: a launch that is repeated reads it and does not decide again.</summary>
/// <param name="Work">The name of the work.</param>
/// <param name="Sample">The sample.</param>
/// <param name="Reads">The ids of the sample's files in Synapse, with their versions.</param>
/// <param name="Plan">The plan.</param>
internal sealed record LaunchOrder(string Work, string Sample, IReadOnlyList<string> Reads, RunPlan<TowerLaunch> Plan);
