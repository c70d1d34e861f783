namespace SageTasks.Testing.S3;

/// <summary>An upload with its parts. Not thread-safe: the world's lock is around it.</summary>
internal sealed class UploadSession(UploadDocument document)
{
    public UploadDocument Document { get; } = document;

    public SortedDictionary<int, PartDocument> Parts { get; } = [];
}
