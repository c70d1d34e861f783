namespace SageTasks.Testing;

/// <summary>An object or a bundle of a <see cref="LocalDrs"/>. What is not given is worked out from the bytes.</summary>
public sealed record LocalDrsObject
{
    /// <summary>Its id; null makes one.</summary>
    public string? Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>A file on this machine that holds its bytes, which is only read; null where the bytes are given, elsewhere, or a bundle's.</summary>
    public string? File { get; init; }

    /// <summary>How its bytes can be had from this server.</summary>
    public IReadOnlyList<DrsAccess> Access { get; init => field = value ?? [DrsAccess.Signed]; } = [DrsAccess.Signed];

    /// <summary>Addresses of its bytes elsewhere, such as <c>s3://bucket/key</c>.</summary>
    public IReadOnlyList<string> Urls { get; init => field = value ?? []; } = [];

    /// <summary>What a bundle holds; empty for an object.</summary>
    public IReadOnlyList<LocalDrsContent> Contents { get; init => field = value ?? []; } = [];

    /// <summary>Checksums to be told instead of those of the bytes, by type.</summary>
    public IReadOnlyDictionary<string, string>? Checksums { get; init; }

    /// <summary>The size to be told instead of that of the bytes, in bytes.</summary>
    public long? Size { get; init; }

    /// <summary>Media type.</summary>
    public string? MimeType { get; init; }

    /// <summary>What it is, in words.</summary>
    public string? Description { get; init; }

    /// <summary>Other names.</summary>
    public IReadOnlyList<string> Aliases { get; init => field = value ?? []; } = [];

    /// <summary>Whether only a passport opens it.</summary>
    public bool RequiresPassport { get; init; }

    /// <summary>Whether its bytes can be had at once; an archived object's cannot.</summary>
    public bool IsAvailable { get; init; } = true;
}
