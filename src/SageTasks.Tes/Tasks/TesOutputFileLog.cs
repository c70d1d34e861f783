using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace SageTasks.Tes;

/// <summary>A file that was taken out of the container.</summary>
public sealed record TesOutputFileLog
{
    /// <summary>Where the file is now.</summary>
    [AllowNull]
    public string Url { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Where it was in the container.</summary>
    [AllowNull]
    public string Path { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>Its size in bytes; a text on the wire.</summary>
    [JsonConverter(typeof(NumberAsTextConverter))]
    public long? SizeBytes { get; init; }
}
