namespace SageTasks.Cavatica;

/// <summary>A project as it is wanted: found by name and billing group, or made.</summary>
public sealed record ProjectSpec
{
    /// <summary>The project's name, matched letter by letter.</summary>
    public required string Name { get; init; }

    /// <summary>The billing group that pays: its id, or its name.</summary>
    public required string BillingGroup { get; init; }

    /// <summary>A description for a project that is made.</summary>
    public string? Description { get; init; }

    /// <summary>Tags for a project that is made.</summary>
    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    /// <summary>Settings for a project that is made, such as memoization and how long intermediate files are kept; one that is found stays
    /// as it is.</summary>
    public ProjectSettings? Settings { get; init; }
}
