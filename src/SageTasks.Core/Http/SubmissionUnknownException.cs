namespace SageTasks.Http;

/// <summary>A request that creates something was sent, and whether it took effect is not known. It is never repeated blindly:
/// look for its effect first. The submission guard does so, and calling the guard again later resolves it.</summary>
public class SubmissionUnknownException : ApiException
{
    /// <summary>Creates the exception from what is known about the request.</summary>
    public SubmissionUnknownException(ApiError error, Exception? innerException = null)
        : base(error, innerException)
    {
    }

    /// <summary>The submission key of the work; null where the request was not a guarded submission.</summary>
    public string? Key { get; init; }

    /// <summary>The nonce that the request carried; null where it carried none.</summary>
    public string? Nonce { get; init; }

    /// <summary>When the request was sent, by this machine's clock.</summary>
    public DateTimeOffset? SentAt { get; init; }
}
