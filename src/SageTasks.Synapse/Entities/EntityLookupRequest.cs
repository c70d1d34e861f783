namespace SageTasks.Synapse;

/// <summary>Asks for the id of a child by its name.</summary>
public sealed record EntityLookupRequest
{
    /// <summary>The container; null looks for a project.</summary>
    public string? ParentId { get; init; }

    /// <summary>The exact name.</summary>
    public required string EntityName { get; init; }
}
