using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace SageTasks.Tower;

/// <summary>Counts and consumption of a run.</summary>
public sealed record WorkflowLoad
{
    /// <summary>Tasks not submitted yet.</summary>
    [JsonConverter(typeof(CountConverter))]
    public long Pending { get; init; }

    /// <summary>Tasks submitted.</summary>
    [JsonConverter(typeof(CountConverter))]
    public long Submitted { get; init; }

    /// <summary>Tasks running.</summary>
    [JsonConverter(typeof(CountConverter))]
    public long Running { get; init; }

    /// <summary>Tasks that succeeded.</summary>
    [JsonConverter(typeof(CountConverter))]
    public long Succeeded { get; init; }

    /// <summary>Tasks that failed.</summary>
    [JsonConverter(typeof(CountConverter))]
    public long Failed { get; init; }

    /// <summary>Tasks taken from an earlier run.</summary>
    [JsonConverter(typeof(CountConverter))]
    public long Cached { get; init; }

    /// <summary>Tasks whose failure was ignored.</summary>
    [JsonConverter(typeof(CountConverter))]
    public long Ignored { get; init; }

    /// <summary>Tasks stopped.</summary>
    [JsonConverter(typeof(CountConverter))]
    public long Aborted { get; init; }

    /// <summary>Tasks tried again.</summary>
    [JsonConverter(typeof(CountConverter))]
    public long Retries { get; init; }

    /// <summary>CPU time reserved, in milliseconds times CPUs.</summary>
    public long? CpuTime { get; init; }

    /// <summary>Memory used, in bytes.</summary>
    public long? MemoryRss { get; init; }

    /// <summary>Memory asked for, in bytes.</summary>
    public long? MemoryReq { get; init; }

    /// <summary>Bytes read.</summary>
    public long? ReadBytes { get; init; }

    /// <summary>Bytes written.</summary>
    public long? WriteBytes { get; init; }

    /// <summary>CPU used of what was reserved, in percent.</summary>
    public double? CpuEfficiency { get; init; }

    /// <summary>Memory used of what was asked for, in percent.</summary>
    public double? MemoryEfficiency { get; init; }

    /// <summary>The most CPUs at a time.</summary>
    public long? PeakCpus { get; init; }

    /// <summary>The most tasks at a time.</summary>
    public long? PeakTasks { get; init; }

    /// <summary>The most memory at a time, in bytes.</summary>
    public long? PeakMemory { get; init; }

    /// <summary>The estimated cost.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The executors that ran its tasks.</summary>
    [AllowNull]
    public IReadOnlyList<string> Executors { get; init => field = value ?? []; } = [];
}
