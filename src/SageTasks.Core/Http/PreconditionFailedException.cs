namespace SageTasks.Http;

/// <summary>The thing changed since it was read, such as an outdated etag (HTTP 412).</summary>
public class PreconditionFailedException : ApiException
{
    /// <summary>Creates the exception from what is known about the request.</summary>
    public PreconditionFailedException(ApiError error, Exception? innerException = null)
        : base(error, innerException)
    {
    }
}
