namespace SageTasks.Tower;

/// <summary>A version of a dataset (<c>GET /datasets/{datasetId}/versions</c>).</summary>
public sealed record DatasetVersion
{
    /// <summary>The dataset's id.</summary>
    public string? DatasetId { get; init; }

    /// <summary>The dataset's name.</summary>
    public string? DatasetName { get; init; }

    /// <summary>The version's number, from 1.</summary>
    public required long Version { get; init; }

    /// <summary>The name that the file was uploaded under; a download must name it exactly.</summary>
    public string? FileName { get; init; }

    /// <summary>The size of the file, in bytes.</summary>
    public long? FileSize { get; init; }

    /// <summary><c>text/csv</c> or <c>text/tab-separated-values</c>.</summary>
    public string? MediaType { get; init; }

    /// <summary>Whether the first row names the columns.</summary>
    public bool? HasHeader { get; init; }

    /// <summary>The address that a pipeline reads it from: the value for the parameter <c>input</c>.</summary>
    public string? Url { get; init; }

    /// <summary>Whether the version was withdrawn.</summary>
    public bool? Disabled { get; init; }

    /// <summary>When it was uploaded.</summary>
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset? LastUpdated { get; init; }
}
