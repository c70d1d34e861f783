namespace SageTasks.Synapse;

/// <summary>The files of a batch, each given or failed.</summary>
public sealed record FileBatchResult
{
    /// <summary>One entry per file, in the order of the request.</summary>
    public IReadOnlyList<FileResult> RequestedFiles { get; init => field = value ?? []; } = [];
}
