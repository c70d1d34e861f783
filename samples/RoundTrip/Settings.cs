using SageTasks.Samples;
using SageTasks.Storage;

namespace RoundTrip;

/// <summary>What the command line says.</summary>
internal sealed record Settings
{
    public required string ReadsFolder { get; init; }

    public required string StateFolder { get; init; }

    /// <summary>The project's name in Synapse.</summary>
    public required string Project { get; init; }

    /// <summary>The Synapse to use; null for the embedded one.</summary>
    public RealService? Synapse { get; init; }

    /// <summary>The Tower to use; null for the embedded one.</summary>
    public RealService? Tower { get; init; }

    /// <summary>The prefix that inputs and results lie below; null for the state folder.</summary>
    public Location? Staging { get; init; }

    public required string StatisticsPipeline { get; init; }

    public required string ReportPipeline { get; init; }

    /// <summary>The compute environment's name; null for the workspace's primary one.</summary>
    public string? ComputeEnv { get; init; }

    /// <summary>The runs' work directory; null for that of the compute environment.</summary>
    public string? WorkDir { get; init; }
}
