namespace SageTasks.Cavatica;

/// <summary>Which projects to list.</summary>
public sealed record ProjectQuery
{
    /// <summary>Only projects of this user or division.</summary>
    public string? Owner { get; init; }

    /// <summary>Only projects whose name holds this text.</summary>
    public string? Name { get; init; }

    /// <summary>Only projects of this category, such as PRIVATE.</summary>
    public string? Category { get; init; }

    /// <summary>Only projects with these tags.</summary>
    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];
}
