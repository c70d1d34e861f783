using SageTasks.Synapse;

namespace RoundTrip;

/// <summary>A sample as the Synapse table describes it, its files staged on this machine and verified.</summary>
internal sealed record StagedSample(string Sample, string? Strandedness, DownloadedFile Read1, DownloadedFile Read2);
