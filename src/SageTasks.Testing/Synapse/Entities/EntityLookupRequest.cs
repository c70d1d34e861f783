namespace SageTasks.Testing.Synapse;

/// <summary>The body of <c>POST /entity/child</c>.</summary>
internal sealed record EntityLookupRequest
{
    public string? ParentId { get; init; }

    public string? EntityName { get; init; }
}
