namespace SageTasks.Http;

/// <summary>The platform failed to answer properly and the retry budget is used up (HTTP 5xx, or an answer that cannot be read).</summary>
public class ServerFailureException : ApiException
{
    /// <summary>Creates the exception from what is known about the request.</summary>
    public ServerFailureException(ApiError error, Exception? innerException = null)
        : base(error, innerException)
    {
    }
}
