namespace SageTasks.Synapse;

/// <summary>One file of a manifest: where it lies on this machine, where it goes in Synapse, and what is known of it.</summary>
public sealed record ManifestRow
{
    /// <summary>The local path, or a web address that Synapse is to point to (<c>path</c>).</summary>
    public required string Path { get; init; }

    /// <summary>The project or folder (<c>parentId</c>).</summary>
    public required SynapseId ParentId { get; init; }

    /// <summary>The file in Synapse, where there is one (<c>ID</c>).</summary>
    public SynapseId? Id { get; init; }

    /// <summary>The name in Synapse (<c>name</c>).</summary>
    /// <value>null: that of the file in Synapse where <see cref="Id"/> is given, else the last part of the path.</value>
    public string? Name { get; init; }

    /// <summary>Whether the bytes are uploaded (<c>synapseStore</c>).</summary>
    /// <value>true; a web address is never uploaded.</value>
    public bool SynapseStore { get; init; } = true;

    /// <summary>The media type (<c>contentType</c>); null for that of the path's extension.</summary>
    public string? ContentType { get; init; }

    /// <summary>Whether to make a version even where the bytes are equal (<c>forceVersion</c>).</summary>
    public bool ForceVersion { get; init; }

    /// <summary>The name of the work that made the file (<c>activityName</c>).</summary>
    public string? ActivityName { get; init; }

    /// <summary>What that work did (<c>activityDescription</c>).</summary>
    public string? ActivityDescription { get; init; }

    /// <summary>What that work read (<c>used</c>): ids, web addresses, and paths of other files of the manifest.</summary>
    public IReadOnlyList<string> Used { get; init => field = value ?? []; } = [];

    /// <summary>What that work ran (<c>executed</c>): ids, web addresses, and paths of other files of the manifest.</summary>
    public IReadOnlyList<string> Executed { get; init => field = value ?? []; } = [];

    /// <summary>Annotations: every other column.</summary>
    public IReadOnlyDictionary<string, AnnotationValue> Annotations { get; init => field = value ?? Nothing; } = Nothing;

    internal bool IsWebAddress => Path.Contains("://", StringComparison.Ordinal);

    internal bool HasActivity => ActivityName is not null || Used.Count > 0 || Executed.Count > 0;

    private static IReadOnlyDictionary<string, AnnotationValue> Nothing =>
        System.Collections.ObjectModel.ReadOnlyDictionary<string, AnnotationValue>.Empty;
}
