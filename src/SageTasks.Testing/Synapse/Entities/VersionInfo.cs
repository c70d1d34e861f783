namespace SageTasks.Testing.Synapse;

/// <summary>One version of an entity in its history.</summary>
internal sealed record VersionInfo
{
    public string? Id { get; init; }

    public long? VersionNumber { get; init; }

    public string? VersionLabel { get; init; }

    public string? VersionComment { get; init; }

    public bool? IsLatestVersion { get; init; }

    public string? ModifiedBy { get; init; }

    public string? ContentSize { get; init; }

    public string? ContentMd5 { get; init; }

    public string? ModifiedByPrincipalId { get; init; }

    public DateTimeOffset? ModifiedOn { get; init; }
}
