namespace SageTasks.Testing.Synapse;

/// <summary>An entity in a list.</summary>
internal sealed record EntityHeader
{
    public string? Name { get; init; }

    public string? Id { get; init; }

    public string? Type { get; init; }

    public long? VersionNumber { get; init; }

    public string? VersionLabel { get; init; }

    public bool? IsLatestVersion { get; init; }

    public long? BenefactorId { get; init; }

    public DateTimeOffset? CreatedOn { get; init; }

    public DateTimeOffset? ModifiedOn { get; init; }

    public string? CreatedBy { get; init; }

    public string? ModifiedBy { get; init; }
}
