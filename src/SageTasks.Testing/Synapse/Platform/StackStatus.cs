namespace SageTasks.Testing.Synapse;

/// <summary>The answer of <c>GET /status</c>.</summary>
internal sealed record StackStatus
{
    public string? Status { get; init; }

    public string? CurrentMessage { get; init; }

    public string? PendingMaintenanceMessage { get; init; }
}
