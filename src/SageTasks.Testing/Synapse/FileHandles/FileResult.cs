using System.Text.Json.Serialization;

namespace SageTasks.Testing.Synapse;

/// <summary>One file of a batch, or why it is not there.</summary>
internal sealed record FileResult
{
    public string? FileHandleId { get; init; }

    public FileHandle? FileHandle { get; init; }

    [JsonPropertyName("preSignedURL")]
    public string? PreSignedURL { get; init; }

    [JsonPropertyName("previewPreSignedURL")]
    public string? PreviewPreSignedURL { get; init; }

    public string? FailureCode { get; init; }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"file handle {FileHandleId} {FailureCode}";
}
