namespace SageTasks.Storage;

/// <summary>A store no longer knows a multipart upload: it was aborted or completed, or it expired. The transfer starts anew.</summary>
public class UploadGoneException : TransferException
{
    /// <summary>Creates the exception for the location that the upload was for.</summary>
    public UploadGoneException(string path, Exception? innerException = null)
        : base($"The store no longer knows the upload to {path}: it was aborted, completed or has expired.", innerException) => Path = path;

    /// <summary>The location that the upload was for.</summary>
    public string Path { get; }
}
