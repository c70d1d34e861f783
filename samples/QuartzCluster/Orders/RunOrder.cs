namespace QuartzCluster.Orders;

/// <summary>The run to watch, and whose results to load.</summary>
/// <param name="Work">The name of the work.</param>
/// <param name="Sample">The sample.</param>
/// <param name="Reads">The ids of the sample's files in Synapse, with their versions.</param>
/// <param name="RunId">Tower's id of the run.</param>
internal sealed record RunOrder(string Work, string Sample, IReadOnlyList<string> Reads, string RunId);
