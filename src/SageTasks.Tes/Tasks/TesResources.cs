using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tes;

/// <summary>What a task needs to run. What is null is left to the server.</summary>
public sealed record TesResources
{
    /// <summary>Processor cores; fractions only on servers of TES 1.2.</summary>
    public double? CpuCores { get; init; }

    /// <summary>Whether the task may run on machines that can be taken away at any time.</summary>
    public bool? Preemptible { get; init; }

    /// <summary>Memory in GB.</summary>
    public double? RamGb { get; init; }

    /// <summary>Disk in GB.</summary>
    public double? DiskGb { get; init; }

    /// <summary>Zones of the compute provider.</summary>
    [AllowNull]
    [JsonConverter(typeof(TolerantTextListConverter))]
    public IReadOnlyList<string> Zones { get => field ?? []; init => field = value is { Count: > 0 } ? value : null; }

    /// <summary>What only this server understands, such as <c>vm_size</c>; its service-info names the keys.</summary>
    [AllowNull]
    public IReadOnlyDictionary<string, string> BackendParameters { get => field ?? TolerantMap.Empty; init => field = value is { Count: > 0 } ? value : null; }

    /// <summary>Whether the server shall refuse the task for a backend parameter that it does not know; otherwise it drops it.</summary>
    public bool? BackendParametersStrict { get; init; }
}
