namespace SageTasks.Cavatica;

/// <summary>A project that is there.</summary>
public sealed record EnsuredProject
{
    /// <summary>The project.</summary>
    public required Project Project { get; init; }

    /// <summary>Whether this call made it.</summary>
    public bool IsNew { get; init; }
}
