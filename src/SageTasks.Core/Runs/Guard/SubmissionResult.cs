using System.Text.Json.Serialization;

namespace SageTasks.Runs;

/// <summary>What became of one of many submissions: the run, or why there is none.</summary>
/// <typeparam name="TRequest">The platform's request record.</typeparam>
public sealed record SubmissionResult<TRequest>
{
    /// <summary>The position of the plan in the sequence that was submitted, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The plan.</summary>
    public required RunPlan<TRequest> Plan { get; init; }

    /// <summary>The run; null where the submission failed.</summary>
    public Submission? Submission { get; init; }

    /// <summary>Why the submission failed; null where it did not.</summary>
    public string? Error { get; init; }

    /// <summary>The failure itself; not part of the JSON form.</summary>
    [JsonIgnore]
    public Exception? Exception { get; init; }
}
