namespace SageTasks.Http;

/// <summary>The thing asked for does not exist, or the token may not see it (HTTP 404 and 410).</summary>
public class NotFoundException : ApiException
{
    /// <summary>Creates the exception from what is known about the request.</summary>
    public NotFoundException(ApiError error, Exception? innerException = null)
        : base(error, innerException)
    {
    }
}
