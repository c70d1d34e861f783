namespace SageTasks.Testing.Synapse;

/// <summary>What all versions of an entity share, as stored.</summary>
internal sealed record Node
{
    public required long Id { get; init; }

    public required long ParentId { get; init; }

    public required string Name { get; init; }

    public required string ConcreteType { get; init; }

    public required string Etag { get; init; }

    public required long CreatedBy { get; init; }

    public required DateTimeOffset CreatedOn { get; init; }

    /// <summary>The current version.</summary>
    public required long Version { get; init; }

    /// <summary>The highest version number ever given, which is not given again.</summary>
    public required long LastVersion { get; init; }

    /// <summary>Set on what was put into the trash can itself, not on what lies below it.</summary>
    public TrashedEntity? Trashed { get; init; }
}
