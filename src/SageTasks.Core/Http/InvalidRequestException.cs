namespace SageTasks.Http;

/// <summary>The request itself is wrong and would fail again (other HTTP 4xx).</summary>
public class InvalidRequestException : ApiException
{
    /// <summary>Creates the exception from what is known about the request.</summary>
    public InvalidRequestException(ApiError error, Exception? innerException = null)
        : base(error, innerException)
    {
    }
}
