namespace SageTasks.Storage;

/// <summary>
/// A transfer failed. The destination is as it was before; where the message says nothing else, calling again goes on with what is
/// already there.
/// </summary>
public class TransferException : IOException
{
    /// <summary>Creates the exception.</summary>
    public TransferException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the same call may succeed later without anything else being done. A plan asks again only then.</summary>
    /// <value>true where nothing is said.</value>
    public bool CanRetry { get; init; } = true;
}
