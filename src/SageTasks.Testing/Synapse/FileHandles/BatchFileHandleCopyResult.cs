namespace SageTasks.Testing.Synapse;

/// <summary>The answer to a copy, one result for each file.</summary>
internal sealed record BatchFileHandleCopyResult
{
    public required IReadOnlyList<FileHandleCopyResult> CopyResults { get; init; }
}
