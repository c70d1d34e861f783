namespace SageTasks.Testing.Synapse;

/// <summary>One copied file handle, or why there is none.</summary>
internal sealed record FileHandleCopyResult
{
    public FileHandle? NewFileHandle { get; init; }

    public string? OriginalFileHandleId { get; init; }

    public string? FailureCode { get; init; }
}
