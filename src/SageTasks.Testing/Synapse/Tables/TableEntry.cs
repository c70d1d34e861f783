namespace SageTasks.Testing.Synapse;

/// <summary>What the journal says of a change to a table.</summary>
internal sealed record TableEntry
{
    public required string TableId { get; init; }

    public required long Added { get; init; }

    public required long Updated { get; init; }

    public required long Deleted { get; init; }

    public string? Etag { get; init; }
}
