namespace SageTasks.Cavatica;

/// <summary>A project to make.</summary>
public sealed record NewProject
{
    /// <summary>The name; the id is made from it.</summary>
    public required string Name { get; init; }

    /// <summary>The id of the billing group that pays.</summary>
    public required string BillingGroup { get; init; }

    /// <summary>A description in Markdown.</summary>
    public string? Description { get; init; }

    /// <summary>Tags of the project.</summary>
    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    /// <summary>How it computes and what it keeps; null for the platform's defaults.</summary>
    public ProjectSettings? Settings { get; init; }
}
