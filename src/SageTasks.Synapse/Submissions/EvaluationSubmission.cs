using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>An entity at a version that was handed in to a queue.</summary>
public sealed record EvaluationSubmission
{
    /// <summary>The id; null before it is created.</summary>
    public string? Id { get; init; }

    /// <summary>Principal id of the submitter.</summary>
    public string? UserId { get; init; }

    /// <summary>The name to show.</summary>
    public string? SubmitterAlias { get; init; }

    /// <summary>The queue.</summary>
    public required string EvaluationId { get; init; }

    /// <summary>The entity.</summary>
    public required string EntityId { get; init; }

    /// <summary>Its version.</summary>
    public long? VersionNumber { get; init; }

    /// <summary>The entity as it was, as JSON.</summary>
    [JsonPropertyName("entityBundleJSON")]
    public string? EntityBundleJson { get; init; }

    /// <summary>The Docker repository.</summary>
    public string? DockerRepositoryName { get; init; }

    /// <summary>The digest of the image.</summary>
    public string? DockerDigest { get; init; }

    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>When it was handed in.</summary>
    public DateTimeOffset? CreatedOn { get; init; }

    /// <summary>The team.</summary>
    public string? TeamId { get; init; }

    /// <summary>Who of the team took part.</summary>
    public IReadOnlyList<SubmissionContributor>? Contributors { get; init; }

    /// <summary>The round of the queue in which it was handed in.</summary>
    public string? EvaluationRoundId { get; init; }
}
