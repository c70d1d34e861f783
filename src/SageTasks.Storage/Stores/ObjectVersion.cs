using System.Globalization;
using System.Text.Json.Serialization;

namespace SageTasks.Storage;

/// <summary>What a store says about one version of an object: enough to read all bytes from the same one.</summary>
public sealed record ObjectVersion
{
    /// <summary>Size in bytes; null where the store doesn't say.</summary>
    public long? Size { get; init; }

    /// <summary>ETag, generation or the like, as the store writes it; <c>W/</c> in front marks one that does not tell bytes apart.</summary>
    public string? Tag { get; init; }

    /// <summary>When the object was last written, by the store's clock.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Whether an equal version proves equal bytes, so that bytes of two requests may be put together.</summary>
    [JsonIgnore]
    public bool IsStrong => Tag is not null && !Tag.StartsWith("W/", StringComparison.Ordinal);

    /// <summary>Whether the other may be the same version: nothing that both sides state differs.</summary>
    public bool Matches(ObjectVersion other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Size is { } size && other.Size is { } otherSize && size != otherSize)
        {
            return false;
        }

        return Tag is not null && other.Tag is not null
            ? string.Equals(Tag, other.Tag, StringComparison.Ordinal)
            : LastModified is null || other.LastModified is null || LastModified == other.LastModified;
    }

    /// <summary>The tag, or else the time or the size.</summary>
    public override string ToString() => Tag
        ?? LastModified?.ToString("u", CultureInfo.InvariantCulture)
        ?? (Size is { } size ? string.Create(CultureInfo.InvariantCulture, $"{size} bytes") : "unknown version");
}
