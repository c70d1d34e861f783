using System.Text.Json.Serialization;

namespace SageTasks.Tower;

/// <summary>The part of a compute environment's configuration that every platform has. What a platform has of its own is not read.</summary>
public sealed record ComputeConfig
{
    /// <summary>The platform that the configuration is for.</summary>
    [JsonPropertyName("discriminator")]
    public string? Discriminator { get; init; }

    /// <summary>The work directory of its runs.</summary>
    public string? WorkDir { get; init; }

    /// <summary>A script that runs before Nextflow.</summary>
    public string? PreRunScript { get; init; }

    /// <summary>A script that runs after Nextflow.</summary>
    public string? PostRunScript { get; init; }

    /// <summary>Nextflow configuration for its runs.</summary>
    public string? NextflowConfig { get; init; }
}
