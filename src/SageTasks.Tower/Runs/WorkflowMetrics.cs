namespace SageTasks.Tower;

/// <summary>How one process used its resources, over all its tasks (<c>GET /workflow/{workflowId}/metrics</c>).</summary>
public sealed record WorkflowMetrics
{
    /// <summary>The process's name.</summary>
    public required string Process { get; init; }

    /// <summary>CPU use, in percent of one CPU.</summary>
    public ResourceData? Cpu { get; init; }

    /// <summary>CPU use, in percent of what was reserved.</summary>
    public ResourceData? CpuUsage { get; init; }

    /// <summary>Physical memory, in bytes.</summary>
    public ResourceData? Mem { get; init; }

    /// <summary>Physical memory, in percent of what was asked for.</summary>
    public ResourceData? MemUsage { get; init; }

    /// <summary>Virtual memory, in bytes.</summary>
    public ResourceData? Vmem { get; init; }

    /// <summary>Run time, in milliseconds.</summary>
    public ResourceData? Time { get; init; }

    /// <summary>Run time, in percent of the limit.</summary>
    public ResourceData? TimeUsage { get; init; }

    /// <summary>Bytes read.</summary>
    public ResourceData? Reads { get; init; }

    /// <summary>Bytes written.</summary>
    public ResourceData? Writes { get; init; }
}
