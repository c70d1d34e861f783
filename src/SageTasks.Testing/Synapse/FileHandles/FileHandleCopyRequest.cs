namespace SageTasks.Testing.Synapse;

/// <summary>One file handle to copy, under another name or type perhaps.</summary>
internal sealed record FileHandleCopyRequest
{
    public FileHandleAssociation? OriginalFile { get; init; }

    public string? NewFileName { get; init; }

    public string? NewContentType { get; init; }
}
