using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tower;

/// <summary>A task of a run (<c>GET /workflow/{workflowId}/task/{taskId}</c>).</summary>
public sealed record WorkflowTask
{
    /// <summary>The task's number in its run.</summary>
    public required long TaskId { get; init; }

    /// <summary>Where the task stands.</summary>
    public WorkflowTaskStatus? Status { get; init; }

    /// <summary>The task's name: process and tag.</summary>
    public string? Name { get; init; }

    /// <summary>The process that it belongs to.</summary>
    public string? Process { get; init; }

    /// <summary>What the pipeline calls it, such as the sample.</summary>
    public string? Tag { get; init; }

    /// <summary>The start of its hash, as in its work directory.</summary>
    public string? Hash { get; init; }

    /// <summary>The attempt, from 1.</summary>
    public int? Attempt { get; init; }

    /// <summary>The exit status.</summary>
    public int? ExitStatus { get; init; }

    /// <summary>The exit status as older servers give it.</summary>
    [JsonConverter(typeof(TolerantStringConverter))]
    public string? Exit { get; init; }

    /// <summary>What the pipeline did about a failure.</summary>
    public string? ErrorAction { get; init; }

    /// <summary>Why it failed.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The script that ran.</summary>
    public string? Script { get; init; }

    /// <summary>The task's work directory.</summary>
    public string? Workdir { get; init; }

    /// <summary>The container image.</summary>
    public string? Container { get; init; }

    /// <summary>The executor.</summary>
    public string? Executor { get; init; }

    /// <summary>The queue.</summary>
    public string? Queue { get; init; }

    /// <summary>The task's id at its executor.</summary>
    public string? NativeId { get; init; }

    /// <summary>The type of the machine.</summary>
    public string? MachineType { get; init; }

    /// <summary>The zone of the machine.</summary>
    public string? CloudZone { get; init; }

    /// <summary>The modules loaded.</summary>
    [AllowNull]
    public IReadOnlyList<string> Module { get; init => field = value ?? []; } = [];

    /// <summary>When it was submitted.</summary>
    public DateTimeOffset? Submit { get; init; }

    /// <summary>When it started.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? Complete { get; init; }

    /// <summary>From submission to end, in milliseconds.</summary>
    public long? Duration { get; init; }

    /// <summary>From start to end, in milliseconds.</summary>
    public long? Realtime { get; init; }

    /// <summary>CPUs asked for.</summary>
    public int? Cpus { get; init; }

    /// <summary>Memory asked for, in bytes.</summary>
    public long? Memory { get; init; }

    /// <summary>Disk space asked for, in bytes.</summary>
    public long? Disk { get; init; }

    /// <summary>The time limit, in milliseconds.</summary>
    public long? Time { get; init; }

    /// <summary>CPU use, in percent of one CPU.</summary>
    public double? Pcpu { get; init; }

    /// <summary>Memory use, in percent.</summary>
    public double? Pmem { get; init; }

    /// <summary>The most physical memory, in bytes.</summary>
    public long? PeakRss { get; init; }

    /// <summary>The most virtual memory, in bytes.</summary>
    public long? PeakVmem { get; init; }

    /// <summary>Bytes read, caches included.</summary>
    public long? Rchar { get; init; }

    /// <summary>Bytes written, caches included.</summary>
    public long? Wchar { get; init; }

    /// <summary>Bytes read from disk.</summary>
    public long? ReadBytes { get; init; }

    /// <summary>Bytes written to disk.</summary>
    public long? WriteBytes { get; init; }

    /// <summary>The estimated cost.</summary>
    public decimal? Cost { get; init; }
}
