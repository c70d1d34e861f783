namespace SageTasks.Cavatica;

/// <summary>Which apps to list.</summary>
public sealed record AppQuery
{
    /// <summary>Only apps of this project.</summary>
    public string? Project { get; init; }

    /// <summary>The public ones or the private ones.</summary>
    public AppVisibility? Visibility { get; init; }

    /// <summary>Only apps whose name or description holds these words.</summary>
    public IReadOnlyList<string> Words { get; init => field = value ?? []; } = [];

    /// <summary>Only the app with this id.</summary>
    public string? Id { get; init; }
}
