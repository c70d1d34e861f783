namespace SageTasks.Synapse;

/// <summary>Whether the server takes changes now.</summary>
public sealed record SynapseStatus
{
    /// <summary>Whether it does.</summary>
    public required SynapseState Status { get; init; }

    /// <summary>What to tell users.</summary>
    public string? CurrentMessage { get; init; }

    /// <summary>What to tell users of maintenance to come.</summary>
    public string? PendingMaintenanceMessage { get; init; }
}
