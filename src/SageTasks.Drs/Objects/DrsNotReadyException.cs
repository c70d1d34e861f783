using SageTasks.Http;

namespace SageTasks.Drs;

/// <summary>The server was still preparing an object when <see cref="DrsClientOptions.WaitBudget"/> was used up; asking again later may do.</summary>
public sealed class DrsNotReadyException : ApiException
{
    /// <summary>Creates the exception from what is known about the request.</summary>
    public DrsNotReadyException(ApiError error)
        : base(error)
    {
    }
}
