namespace SageTasks.Http;

/// <summary>The request clashes with what is there already, such as a name that is taken (HTTP 409 and 423).</summary>
public class ConflictException : ApiException
{
    /// <summary>Creates the exception from what is known about the request.</summary>
    public ConflictException(ApiError error, Exception? innerException = null)
        : base(error, innerException)
    {
    }
}
