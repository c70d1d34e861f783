namespace SageTasks.Cavatica;

/// <summary>A marked stretch of a file, for genome browsers.</summary>
public sealed record Marker
{
    /// <summary>The address of this resource.</summary>
    public string? Href { get; init; }

    /// <summary>The marker's id.</summary>
    public required string Id { get; init; }

    /// <summary>The file's id.</summary>
    public string? File { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Where it is.</summary>
    public MarkerPosition? Position { get; init; }

    /// <summary>The chromosome.</summary>
    public string? Chromosome { get; init; }

    /// <summary>Whether only its maker sees it.</summary>
    public bool? PrivateMarker { get; init; }

    /// <summary>Who made it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedTime { get; init; }
}
