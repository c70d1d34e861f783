namespace SageTasks.Cavatica;

/// <summary>A project that is there.</summary>
public sealed record EnsuredProject
{
    /// <summary>The project.</summary>
    public required Project Project { get; init; }

    /// <summary>Whether this call made it.</summary>
    public bool IsNew { get; init; }

    /// <summary>The ids of younger projects of the same name and billing group: made at the same time by another worker, or by hand. Nothing here uses
    /// them.</summary>
    public IReadOnlyList<string> Others { get; init => field = value ?? []; } = [];
}
