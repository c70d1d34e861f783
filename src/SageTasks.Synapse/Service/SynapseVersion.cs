namespace SageTasks.Synapse;

/// <summary>The version of the server.</summary>
public sealed record SynapseVersion
{
    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>The stack that answered.</summary>
    public string? StackInstance { get; init; }
}
