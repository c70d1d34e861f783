namespace SageTasks.Drs;

/// <summary>No server was found for a DRS URI, or it is one that must not be asked. The message says what to do.</summary>
public sealed class DrsResolutionException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="innerException">What failed underneath; null for nothing.</param>
    public DrsResolutionException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
