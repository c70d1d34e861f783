namespace SageTasks.Storage;

/// <summary>A store does not hold all parts of an upload, though they were sent. List the parts, send what is missing, and complete again.</summary>
public class UploadIncompleteException : TransferException
{
    /// <summary>Creates the exception for the location that the upload is for.</summary>
    public UploadIncompleteException(string path, Exception? innerException = null)
        : base($"The store does not hold all parts of the upload to {path}. List them, send what is missing, and complete again.", innerException) => Path = path;

    /// <summary>The location that the upload is for.</summary>
    public string Path { get; }
}
