using SageTasks.Cavatica;

namespace ManifestToDrs;

/// <summary>What became of a sample.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="TaskId">The task.</param>
/// <param name="TaskAddress">The task's page; where it has none, its id as a URI.</param>
/// <param name="Reads">The packed reads.</param>
/// <param name="Statistics">The counts.</param>
internal sealed record PreparedSample(Sample Sample, string TaskId, string TaskAddress, MintedUri Reads, MintedUri Statistics);
