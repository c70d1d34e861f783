namespace SageTasks.Testing.Synapse;

/// <summary>The body of <c>PUT /entity/{id}/version/{n}/filehandle</c>.</summary>
internal sealed record FileHandleUpdateRequest
{
    public string? OldFileHandleId { get; init; }

    public string? NewFileHandleId { get; init; }
}
