using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace SageTasks.Tower;

/// <summary>How far a run is (<c>GET /workflow/{workflowId}/progress</c>).</summary>
public sealed record WorkflowProgress
{
    /// <summary>The run as a whole.</summary>
    [JsonPropertyName("workflowProgress")]
    public WorkflowLoad? Totals { get; init; }

    /// <summary>Each process.</summary>
    [AllowNull]
    public IReadOnlyList<ProcessLoad> ProcessesProgress { get; init => field = value ?? []; } = [];

    /// <summary>How many processes the run has.</summary>
    public int? TotalProcesses { get; init; }
}
