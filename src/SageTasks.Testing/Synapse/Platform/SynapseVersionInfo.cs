namespace SageTasks.Testing.Synapse;

/// <summary>The answer of <c>GET /version</c>.</summary>
internal sealed record SynapseVersionInfo
{
    public string? Version { get; init; }

    public string? StackInstance { get; init; }
}
