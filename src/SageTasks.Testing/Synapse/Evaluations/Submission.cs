using System.Text.Json.Serialization;

namespace SageTasks.Testing.Synapse;

/// <summary>An entity version, submitted to a queue.</summary>
internal sealed record Submission
{
    public string? Id { get; init; }

    public string? UserId { get; init; }

    public string? SubmitterAlias { get; init; }

    public string? EvaluationId { get; init; }

    public string? EvaluationRoundId { get; init; }

    public string? EntityId { get; init; }

    [JsonPropertyName("entityBundleJSON")]
    public string? EntityBundleJSON { get; init; }

    public long? VersionNumber { get; init; }

    public string? DockerRepositoryName { get; init; }

    public string? DockerDigest { get; init; }

    public string? Name { get; init; }

    public DateTimeOffset? CreatedOn { get; init; }

    public string? TeamId { get; init; }

    public IReadOnlyList<SubmissionContributor>? Contributors { get; init; }
}
