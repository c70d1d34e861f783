namespace SageTasks.Testing;

/// <summary>One entry of a bundle of a <see cref="LocalDrs"/>.</summary>
public sealed record LocalDrsContent
{
    /// <summary>Its name in the bundle.</summary>
    public required string Name { get; init; }

    /// <summary>The id of the object or bundle; null where it is known by its URI only.</summary>
    public string? Id { get; init; }

    /// <summary>Its DRS URI, where it is not this server's.</summary>
    public string? Uri { get; init; }
}
