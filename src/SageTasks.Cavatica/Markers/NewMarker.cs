namespace SageTasks.Cavatica;

/// <summary>A marker to make.</summary>
public sealed record NewMarker
{
    /// <summary>The file's id.</summary>
    public required string File { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is.</summary>
    public required MarkerPosition Position { get; init; }

    /// <summary>The chromosome.</summary>
    public required string Chromosome { get; init; }

    /// <summary>Whether only its maker sees it.</summary>
    public bool? Private { get; init; }
}
