namespace SageTasks.Cavatica;

/// <summary>What changes about a marker; null stays as it is.</summary>
public sealed record MarkerChange
{
    /// <summary>A new name.</summary>
    public string? Name { get; init; }

    /// <summary>Another place.</summary>
    public MarkerPosition? Position { get; init; }

    /// <summary>Another chromosome.</summary>
    public string? Chromosome { get; init; }

    /// <summary>Whether only its maker sees it.</summary>
    public bool? Private { get; init; }
}
