namespace SageTasks.Synapse;

/// <summary>Asks to store a local folder, with all folders in it, in a container.</summary>
public sealed record FolderStore
{
    /// <summary>The local folder. Its files and folders go into <see cref="ParentId"/> itself.</summary>
    public required string Path { get; init; }

    /// <summary>The project or folder.</summary>
    public required SynapseId ParentId { get; init; }

    /// <summary>Files that are stored at a time.</summary>
    /// <value>4. From 1 to 32.</value>
    public int Concurrency { get; init; } = 4;
}
