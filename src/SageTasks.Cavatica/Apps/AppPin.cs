namespace SageTasks.Cavatica;

/// <summary>An app that a project needs, pinned to a revision.</summary>
public sealed record AppPin
{
    /// <summary>The app to copy with its revision, owner/project/app/revision.</summary>
    public required string Source { get; init; }

    /// <summary>The project that it is copied into.</summary>
    public required string Project { get; init; }

    /// <summary>The copy's short name; null keeps it.</summary>
    public string? Name { get; init; }
}
