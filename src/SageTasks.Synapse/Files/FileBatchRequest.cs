using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>Asks for up to 100 file handles and their signed addresses.</summary>
public sealed record FileBatchRequest
{
    /// <summary>The files, without duplicates; at most 100.</summary>
    public IReadOnlyList<FileAssociation> RequestedFiles { get; init => field = value ?? []; } = [];

    /// <summary>Whether to return the file handles.</summary>
    public bool IncludeFileHandles { get; init; }

    /// <summary>Whether to return signed addresses, which live 30 seconds.</summary>
    [JsonPropertyName("includePreSignedURLs")]
    public bool IncludePreSignedUrls { get; init; }

    /// <summary>Whether to return signed addresses of previews.</summary>
    [JsonPropertyName("includePreviewPreSignedURLs")]
    public bool IncludePreviewPreSignedUrls { get; init; }
}
