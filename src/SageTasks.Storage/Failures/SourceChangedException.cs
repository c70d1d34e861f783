namespace SageTasks.Storage;

/// <summary>
/// The source was replaced while it was read, or is not the object that was asked for. Bytes of two versions are never mixed:
/// those that had arrived were thrown away. Calling again reads the source as it is then.
/// </summary>
public class SourceChangedException : TransferException
{
    /// <summary>Creates the exception.</summary>
    public SourceChangedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
