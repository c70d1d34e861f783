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
}
