namespace SageTasks.Cavatica;

/// <summary>Where and how an app is copied.</summary>
public sealed record AppCopy
{
    /// <summary>The project to copy into.</summary>
    public required string Project { get; init; }

    /// <summary>The copy's name; null keeps it.</summary>
    public string? Name { get; init; }

    /// <summary>How the copy relates to the original; null for a clone.</summary>
    public AppCopyStrategy? Strategy { get; init; }
}
