using System.Text.Json.Serialization;

namespace SageTasks.Testing.Drs;

/// <summary>A checksum as the specification writes it.</summary>
internal sealed record Checksum(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("checksum")] string Value);
