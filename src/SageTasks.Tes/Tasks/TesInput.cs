using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace SageTasks.Tes;

/// <summary>A file or directory that is put into the container.</summary>
public sealed record TesInput
{
    /// <summary>A name for people. Some workflow engines keep their bookkeeping here.</summary>
    public string? Name { get; init; }

    /// <summary>A description for people.</summary>
    public string? Description { get; init; }

    /// <summary>Where it comes from, in a scheme that the server knows; null where <see cref="Content"/> is given.</summary>
    public string? Url { get; init; }

    /// <summary>The absolute path in the container.</summary>
    [AllowNull]
    public string Path { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>File or directory; null is sent as a file.</summary>
    [JsonConverter(typeof(TesFileTypeConverter))]
    public TesFileType? Type { get; init; }

    /// <summary>The file's text itself, in place of <see cref="Url"/>. Servers take at least 128 KiB; shown in the full view only.</summary>
    public string? Content { get; init; }

    /// <summary>A hint that the command reads the file once from start to end (TES 1.1). TES-Azure then does not fetch the file at all.</summary>
    public bool? Streamable { get; init; }
}
