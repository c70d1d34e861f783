namespace SageTasks.Testing.Synapse;

/// <summary>The answer to a batch: one result for each file, failures among them.</summary>
internal sealed record BatchFileResult
{
    public required IReadOnlyList<FileResult> RequestedFiles { get; init; }
}
