using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.Reports;

/// <summary>A submission that came to no run: what evidence keeps of the exception.</summary>
public sealed record SubmissionFailure
{
    /// <summary>The identity of the work; null where the failure came before it was known.</summary>
    public SubmissionKey? Key { get; init; }

    /// <summary>The kind of failure: the exception's name.</summary>
    public required string Kind { get; init; }

    /// <summary>What happened and what to do, for people to read.</summary>
    public required string Message { get; init; }

    /// <summary>When it failed, by this machine's clock.</summary>
    public required DateTimeOffset FailedAt { get; init; }

    /// <summary>Whether a run may exist all the same: the same submission finds out when it is repeated.</summary>
    public bool MayHaveStarted { get; init; }

    /// <summary>The nonce of the request whose effect is not known; null where there is none.</summary>
    public string? Nonce { get; init; }

    /// <summary>What to keep of an exception that a submission threw.</summary>
    /// <param name="failure">The exception.</param>
    /// <param name="failedAt">When.</param>
    public static SubmissionFailure Of(Exception failure, DateTimeOffset failedAt)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var unknown = failure as SubmissionUnknownException;
        return new SubmissionFailure
        {
            Key = (failure as SubmissionException)?.Key ?? (SubmissionKey.TryParse(unknown?.Key, out var key) ? key : null),
            Kind = failure.GetType().Name,
            Message = Redaction.Text(failure.Message),
            FailedAt = failedAt,
            MayHaveStarted = unknown is not null,
            Nonce = unknown?.Nonce,
        };
    }
}
