namespace SageTasks.Storage;

/// <summary>There is a file at the destination, and the caller asked not to overwrite one.</summary>
public class DestinationExistsException : TransferException
{
    /// <summary>Creates the exception for the path that is taken.</summary>
    public DestinationExistsException(string path, Exception? innerException = null)
        : base($"{path} exists, and was not to be overwritten.", innerException) => (Path, CanRetry) = (path, false);

    /// <summary>The path that is taken.</summary>
    public string Path { get; }
}
