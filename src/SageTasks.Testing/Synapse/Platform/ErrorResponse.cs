using System.Text.Json.Serialization;

namespace SageTasks.Testing.Synapse;

/// <summary>The body of every refusal.</summary>
internal sealed record ErrorResponse
{
    public string? ConcreteType { get; init; }

    public string? Reason { get; init; }

    public string? ErrorCode { get; init; }

    public string? Error { get; init; }

    [JsonPropertyName("error_description")]
    public string? Error_description { get; init; }
}
