namespace SageTasks.Storage;

/// <summary>What a store knows about an object without reading it.</summary>
public sealed record ObjectInfo
{
    /// <summary>Where the object lies.</summary>
    public required Location Location { get; init; }

    /// <summary>The version that the rest is about, with its size in bytes.</summary>
    public required ObjectVersion Version { get; init; }

    /// <summary>What the store calls the object where its location does not say, as in <c>syn://syn123</c>; null where it does. A copy into
    /// a folder gets this name.</summary>
    public string? Name { get; init; }

    /// <summary>Media type; null where the store has none.</summary>
    public string? ContentType { get; init; }

    /// <summary>Digests of the whole object that the store states. None of them is computed here.</summary>
    public IReadOnlyList<Digest> Digests { get; init => field = value ?? []; } = [];

    /// <summary>The user's own metadata, by name in lower case. A listing leaves it out.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init => field = value ?? NoMetadata; } = NoMetadata;

    private static IReadOnlyDictionary<string, string> NoMetadata => System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;
}
