namespace SageTasks.Testing.Synapse;

/// <summary>The body of <c>POST /filehandles/copy</c>.</summary>
internal sealed record BatchFileHandleCopyRequest
{
    public IReadOnlyList<FileHandleCopyRequest>? CopyRequests { get; init; }
}
