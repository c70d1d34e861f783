using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace SageTasks.Tes;

/// <summary>A file, a directory, or what matches a pattern, that is taken out of the container.</summary>
public sealed record TesOutput
{
    /// <summary>A name for people. Some workflow engines keep their bookkeeping here.</summary>
    public string? Name { get; init; }

    /// <summary>A description for people.</summary>
    public string? Description { get; init; }

    /// <summary>Where it goes, in a scheme that the server knows; a directory where <see cref="Path"/> holds wildcards.</summary>
    [AllowNull]
    public string Url { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>The part of each matching path that is left out of its place below <see cref="Url"/>; wanted where <see cref="Path"/> holds
    /// wildcards (TES 1.1), and there alone.</summary>
    public string? PathPrefix { get; init; }

    /// <summary>The absolute path in the container; may hold the wildcards <c>*</c>, <c>?</c> and <c>[…]</c> (TES 1.1).</summary>
    [AllowNull]
    public string Path { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>File or directory; null is sent as a file.</summary>
    [JsonConverter(typeof(TesFileTypeConverter))]
    public TesFileType? Type { get; init; }
}
