namespace SageTasks.Cavatica;

/// <summary>An upload in parts.</summary>
public sealed record FileUpload
{
    /// <summary>The address of this resource.</summary>
    public string? Href { get; init; }

    /// <summary>The upload's id.</summary>
    public required string UploadId { get; init; }

    /// <summary>The project that the file goes into.</summary>
    public string? Project { get; init; }

    /// <summary>The folder that the file goes into.</summary>
    public string? Parent { get; init; }

    /// <summary>The file's name.</summary>
    public string? Name { get; init; }

    /// <summary>Bytes in all.</summary>
    public long? Size { get; init; }

    /// <summary>Bytes of every part but the last.</summary>
    public long? PartSize { get; init; }

    /// <summary>Whether parts may be sent at the same time.</summary>
    public bool? ParallelUploads { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? Initiated { get; init; }

    /// <summary>How many parts were reported.</summary>
    public int? UploadedPartsCount { get; init; }

    /// <summary>The parts that were reported, where they were asked for.</summary>
    public IReadOnlyList<FilePart> Parts { get; init => field = value ?? []; } = [];
}
