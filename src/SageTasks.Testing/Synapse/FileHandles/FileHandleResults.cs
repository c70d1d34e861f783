namespace SageTasks.Testing.Synapse;

/// <summary>The file handles of an entity.</summary>
internal sealed record FileHandleResults
{
    public required IReadOnlyList<FileHandle> List { get; init; }
}
