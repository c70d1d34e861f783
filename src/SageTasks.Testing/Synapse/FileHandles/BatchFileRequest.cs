using System.Text.Json.Serialization;

namespace SageTasks.Testing.Synapse;

/// <summary>The body of <c>POST /fileHandle/batch</c>.</summary>
internal sealed record BatchFileRequest
{
    public IReadOnlyList<FileHandleAssociation>? RequestedFiles { get; init; }

    [JsonPropertyName("includePreSignedURLs")]
    public bool? IncludePreSignedURLs { get; init; }

    public bool? IncludeFileHandles { get; init; }

    [JsonPropertyName("includePreviewPreSignedURLs")]
    public bool? IncludePreviewPreSignedURLs { get; init; }
}
