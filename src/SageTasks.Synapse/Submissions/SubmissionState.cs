using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>How far the work on a submission is. A value that this version does not know is carried as it is.</summary>
/// <param name="Value">The server's own word.</param>
[JsonConverter(typeof(OpenEnumJsonConverter<SubmissionState>))]
public readonly record struct SubmissionState(string Value) : IOpenEnum<SubmissionState>
{
    /// <summary>It waits.</summary>
    public static SubmissionState Received => new("RECEIVED");

    /// <summary>It is open.</summary>
    public static SubmissionState Open => new("OPEN");

    /// <summary>It is being worked on.</summary>
    public static SubmissionState EvaluationInProgress => new("EVALUATION_IN_PROGRESS");

    /// <summary>It is valid.</summary>
    public static SubmissionState Validated => new("VALIDATED");

    /// <summary>It is not valid.</summary>
    public static SubmissionState Invalid => new("INVALID");

    /// <summary>It was accepted.</summary>
    public static SubmissionState Accepted => new("ACCEPTED");

    /// <summary>It was rejected.</summary>
    public static SubmissionState Rejected => new("REJECTED");

    /// <summary>It has a score.</summary>
    public static SubmissionState Scored => new("SCORED");

    /// <summary>It is closed.</summary>
    public static SubmissionState Closed => new("CLOSED");

    /// <summary>The server's own word.</summary>
    public override string ToString() => Value ?? "";

    static SubmissionState IOpenEnum<SubmissionState>.Create(string value) => new(value);
}
