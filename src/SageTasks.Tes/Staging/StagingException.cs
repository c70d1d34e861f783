using SageTasks.Storage;

namespace SageTasks.Tes;

/// <summary>Files of a task could not be brought to their places. The message lists every one; those that were brought stay, and the same call
/// later goes on with the rest.</summary>
public class StagingException : TransferException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="what">Such as <c>inputs</c>.</param>
    /// <param name="failures">What failed, one line each.</param>
    public StagingException(string what, IReadOnlyList<string> failures)
        : base($"The task's {what} are not all in their places:{string.Concat((failures ?? []).Select(line => $"\n  - {line}"))}") => Failures = failures ?? [];

    /// <summary>What failed, one line each.</summary>
    public IReadOnlyList<string> Failures { get; }
}
