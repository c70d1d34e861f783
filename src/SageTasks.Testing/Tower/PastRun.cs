namespace SageTasks.Testing;

/// <summary>A run that was there before, put into a <see cref="LocalTower"/> without executing anything.</summary>
public sealed record PastRun
{
    /// <summary>The run's name.</summary>
    public required string RunName { get; init; }

    /// <summary>The repository.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The text of its parameters.</summary>
    public string? ParamsText { get; init; }

    /// <summary>Its state as Tower writes it, see <see cref="TowerStatus"/>; null for rows of very old servers, which have none.</summary>
    public string? Status { get; init; } = TowerStatus.Succeeded;

    /// <summary>When it was submitted; null for now.</summary>
    public DateTimeOffset? Submit { get; init; }

    /// <summary>The revision.</summary>
    public string? Revision { get; init; }

    /// <summary>The profiles, in order.</summary>
    public IReadOnlyList<string>? ConfigProfiles { get; init; }

    /// <summary>The session; null for a new one.</summary>
    public string? SessionId { get; init; }
}
