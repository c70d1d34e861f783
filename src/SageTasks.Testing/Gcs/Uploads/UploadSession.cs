namespace SageTasks.Testing.Gcs;

/// <summary>A resumable session; one request at a time writes to it.</summary>
internal sealed class UploadSession(UploadDocument document)
{
    private volatile UploadDocument _document = document;

    public UploadDocument Document
    {
        get => _document;
        set => _document = value;
    }

    public SemaphoreSlim Turn { get; } = new(1, 1);
}
