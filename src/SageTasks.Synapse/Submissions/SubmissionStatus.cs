using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>How far the work on a submission is, with its etag and annotations.</summary>
public sealed record SubmissionStatus
{
    /// <summary>The submission.</summary>
    public required string Id { get; init; }

    /// <summary>Changes with every update; an update must carry the current one.</summary>
    public string? Etag { get; init; }

    /// <summary>How far the work is.</summary>
    public required SubmissionState Status { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? ModifiedOn { get; init; }

    /// <summary>The score.</summary>
    public double? Score { get; init; }

    /// <summary>A report.</summary>
    public string? Report { get; init; }

    /// <summary>Annotations of the submission.</summary>
    public Annotations? SubmissionAnnotations { get; init; }

    /// <summary>The entity.</summary>
    public string? EntityId { get; init; }

    /// <summary>Its version.</summary>
    public long? VersionNumber { get; init; }

    /// <summary>Counts the changes.</summary>
    public long? StatusVersion { get; init; }

    /// <summary>Whether the submitter may ask to cancel.</summary>
    public bool? CanCancel { get; init; }

    /// <summary>Whether the submitter has asked to cancel.</summary>
    public bool? CancelRequested { get; init; }

    /// <summary>Fields that this version of the client does not know; kept so that writing the object back loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? OtherFields { get; set; }
}
