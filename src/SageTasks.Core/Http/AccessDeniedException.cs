namespace SageTasks.Http;

/// <summary>The token is missing, invalid, expired, or not allowed to do this (HTTP 401 and 403).</summary>
public class AccessDeniedException : ApiException
{
    /// <summary>Creates the exception from what is known about the request.</summary>
    public AccessDeniedException(ApiError error, Exception? innerException = null)
        : base(error, innerException)
    {
    }
}
