namespace SageTasks.Cavatica;

/// <summary>What changes about a project; null stays as it is.</summary>
public sealed record ProjectChange
{
    /// <summary>A new name; the id stays.</summary>
    public string? Name { get; init; }

    /// <summary>The id of another billing group.</summary>
    public string? BillingGroup { get; init; }

    /// <summary>A new description.</summary>
    public string? Description { get; init; }

    /// <summary>The new tags, in place of the old ones.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Settings to change.</summary>
    public ProjectSettings? Settings { get; init; }
}
