namespace SageTasks.Storage;

/// <summary>How one object is copied.</summary>
public sealed record CopyOptions
{
    /// <summary>What to do about an object at the destination.</summary>
    public PutMode Mode { get; init; }

    /// <summary>The version to replace; goes with <see cref="PutMode.IfMatch"/>.</summary>
    public ObjectVersion? IfMatch { get; init; }

    /// <summary>Media type of the copy; null takes the source's.</summary>
    public string? ContentType { get; init; }

    /// <summary>The user's metadata of the copy; null takes the source's. Left out where the destination keeps none.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Digests that the bytes must have, besides those that the source states.</summary>
    public IReadOnlyList<Digest> Expected { get; init => field = value ?? []; } = [];

    /// <summary>Digests to compute besides those that are compared.</summary>
    public IReadOnlyList<DigestAlgorithm> Compute { get; init => field = value ?? []; } = [];

    /// <summary>Whether a store may copy between its own locations without moving the bytes through this machine.</summary>
    /// <value>True. Digests in <see cref="Expected"/> and <see cref="Compute"/> that the store does not state move the bytes all the same.</value>
    public bool AllowServerSide { get; init; } = true;
}
