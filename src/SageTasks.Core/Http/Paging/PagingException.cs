namespace SageTasks.Http;

/// <summary>A list could not be drained: the server repeats itself, stops short or never ends. What was read is not the whole list.</summary>
public class PagingException : Exception
{
    /// <summary>Creates the exception.</summary>
    public PagingException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
