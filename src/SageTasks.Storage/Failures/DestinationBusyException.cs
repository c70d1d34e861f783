namespace SageTasks.Storage;

/// <summary>Another transfer, of this process or another one, is writing the same destination.</summary>
public class DestinationBusyException : TransferException
{
    /// <summary>Creates the exception for the path that is being written.</summary>
    public DestinationBusyException(string path, Exception? innerException = null)
        : base($"Another transfer is writing {path}. Wait for it to end, or choose another path.", innerException) => Path = path;

    /// <summary>The path that is being written.</summary>
    public string Path { get; }
}
