namespace SageTasks.Storage;

/// <summary>Another version than the expected one is at the destination, or none. It is as it was.</summary>
public class DestinationChangedException : TransferException
{
    /// <summary>Creates the exception for the location.</summary>
    public DestinationChangedException(string path, ObjectVersion expected, Exception? innerException = null)
        : base($"{path} is not the version {expected} that was to be replaced. Read it again, and decide anew.", innerException)
    {
        Path = path;
        Expected = expected;
        CanRetry = false;
    }

    /// <summary>The location.</summary>
    public string Path { get; }

    /// <summary>The version that was to be replaced.</summary>
    public ObjectVersion Expected { get; }
}
