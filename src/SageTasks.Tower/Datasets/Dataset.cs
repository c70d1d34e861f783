using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tower;

/// <summary>A dataset: a table kept by the platform, in versions (<c>GET /datasets</c>).</summary>
public sealed record Dataset
{
    /// <summary>The dataset's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name, unique in the workspace.</summary>
    public string? Name { get; init; }

    /// <summary>What it holds.</summary>
    public string? Description { get; init; }

    /// <summary><c>text/csv</c> or <c>text/tab-separated-values</c>; null before the first version.</summary>
    public string? MediaType { get; init; }

    /// <summary>The number of the latest version.</summary>
    public long? Version { get; init; }

    /// <summary>Whether its content was uploaded or is linked.</summary>
    public DatasetSource? SourceType { get; init; }

    /// <summary>Whether it is hidden from lists.</summary>
    public bool? Hidden { get; init; }

    /// <summary>Whether it is deleted.</summary>
    public bool? Deleted { get; init; }

    /// <summary>The organisation's id.</summary>
    public long? OrganizationId { get; init; }

    /// <summary>The workspace's id.</summary>
    public long? WorkspaceId { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset? LastUpdated { get; init; }

    /// <summary>Its labels; empty unless asked for.</summary>
    [AllowNull]
    public IReadOnlyList<Label> Labels { get; init => field = value ?? []; } = [];
}
