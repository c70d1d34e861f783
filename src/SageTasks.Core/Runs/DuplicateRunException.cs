using SageTasks.Http;

namespace SageTasks.Runs;

/// <summary>The platform refused to create a run because it has it already (Tower: the pair of run name and session id).
/// No run was created; the guard looks again and attaches.</summary>
public class DuplicateRunException : ConflictException
{
    /// <summary>Creates the exception from the platform's refusal.</summary>
    public DuplicateRunException(ApiError error, Exception? innerException = null)
        : base(error, innerException)
    {
    }
}
