namespace SageTasks.Synapse;

/// <summary>A file of many that could not be moved.</summary>
public sealed record FailedFile
{
    /// <summary>The local path.</summary>
    public required string Path { get; init; }

    /// <summary>The file in Synapse, or the container that it was to go to.</summary>
    public required SynapseId Id { get; init; }

    /// <summary>Why, and what to do.</summary>
    public required string Reason { get; init; }
}
