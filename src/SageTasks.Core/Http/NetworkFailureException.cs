namespace SageTasks.Http;

/// <summary>No answer came and the retry budget is used up: the connection failed, timed out or broke off.</summary>
public class NetworkFailureException : ApiException
{
    /// <summary>Creates the exception from what is known about the request.</summary>
    public NetworkFailureException(ApiError error, Exception? innerException = null)
        : base(error, innerException)
    {
    }
}
