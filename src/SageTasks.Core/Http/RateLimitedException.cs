namespace SageTasks.Http;

/// <summary>The platform asked to slow down and the retry budget is used up (HTTP 429).</summary>
public class RateLimitedException : ApiException
{
    /// <summary>Creates the exception from what is known about the request.</summary>
    public RateLimitedException(ApiError error, Exception? innerException = null)
        : base(error, innerException)
    {
    }
}
