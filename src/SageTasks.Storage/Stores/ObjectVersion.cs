using System.Globalization;

namespace SageTasks.Storage;

/// <summary>What a source says about the version of the object that it sends.</summary>
internal sealed record SourceVersion
{
    /// <summary>Size in bytes; null where the source doesn't say.</summary>
    public long? Size { get; init; }

    /// <summary>ETag, generation or the like, as the source writes it; W/ in front marks one that does not tell bytes apart.</summary>
    public string? Tag { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Whether an equal version proves equal bytes, so that bytes of two requests may be put together.</summary>
    public bool IsStrong => Tag is not null && !Tag.StartsWith("W/", StringComparison.Ordinal);

    /// <summary>Whether the other may be the same version: nothing that both sides state differs.</summary>
    public bool Matches(SourceVersion other)
    {
        if (Size is { } size && other.Size is { } otherSize && size != otherSize)
            return false;

        return Tag is not null && other.Tag is not null
            ? string.Equals(Tag, other.Tag, StringComparison.Ordinal)
            : LastModified is null || other.LastModified is null || LastModified == other.LastModified;
    }

    public override string ToString() => Tag
        ?? LastModified?.ToString("u", CultureInfo.InvariantCulture)
        ?? (Size is { } size ? string.Create(CultureInfo.InvariantCulture, $"{size} bytes") : "unknown version");
}
