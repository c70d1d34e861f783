using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>One file of a batch: given, or failed with a reason, inside an answer that succeeded.</summary>
public sealed record FileResult
{
    /// <summary>The file handle.</summary>
    public required string FileHandleId { get; init; }

    /// <summary>The file handle, where asked for.</summary>
    public FileHandle? FileHandle { get; init; }

    /// <summary>The signed address, where asked for; it is a secret and lives 30 seconds.</summary>
    [JsonPropertyName("preSignedURL")]
    public string? PreSignedUrl { get; init; }

    /// <summary>The signed address of the preview, where asked for.</summary>
    [JsonPropertyName("previewPreSignedURL")]
    public string? PreviewPreSignedUrl { get; init; }

    /// <summary>Why it failed; null where it was given.</summary>
    public FileFailure? FailureCode { get; init; }

    /// <summary>Shows the file handle and the outcome, never the signed address.</summary>
    public override string ToString() => $"FileResult {{ FileHandleId = {FileHandleId}, FailureCode = {FailureCode} }}";
}
