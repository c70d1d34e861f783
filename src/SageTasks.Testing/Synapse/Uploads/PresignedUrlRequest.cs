namespace SageTasks.Testing.Synapse;

/// <summary>The body of <c>POST /file/multipart/{uploadId}/presigned/url/batch</c>.</summary>
internal sealed record PresignedUrlRequest
{
    public string? UploadId { get; init; }

    public IReadOnlyList<long>? PartNumbers { get; init; }

    public string? ContentType { get; init; }
}
