namespace SageTasks.Synapse;

/// <summary>Asks to bring a file to a local path.</summary>
public sealed record FileDownload
{
    /// <summary>The file, at its newest version or at the version that the id names.</summary>
    public required SynapseId Id { get; init; }

    /// <summary>The local file; or a folder (one that is there, or a path that ends in a separator), in which the file gets its own
    /// name.</summary>
    public required string Path { get; init; }
}
