namespace SageTasks.Synapse;

/// <summary>A list of file versions that are published together.</summary>
public sealed record Dataset() : Table(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.table.Dataset";

    /// <summary>The files, each at a version.</summary>
    public IReadOnlyList<EntityVersion>? Items { get; init; }

    /// <summary>Bytes of all files.</summary>
    public long? Size { get; init; }

    /// <summary>MD5 over the sorted checksums of the files.</summary>
    public string? Checksum { get; init; }

    /// <summary>Number of files.</summary>
    public long? Count { get; init; }
}
