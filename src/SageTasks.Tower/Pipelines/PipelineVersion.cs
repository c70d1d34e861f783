namespace SageTasks.Tower;

/// <summary>A version of a pipeline on the Launchpad.</summary>
public sealed record PipelineVersion
{
    /// <summary>The version's id.</summary>
    public string? Id { get; init; }

    /// <summary>Its name; null for a draft.</summary>
    public string? Name { get; init; }

    /// <summary>The hash of its configuration.</summary>
    public string? Hash { get; init; }

    /// <summary>Whether a launch uses it where it names none.</summary>
    public bool? IsDefault { get; init; }

    /// <summary>Who made it.</summary>
    public string? CreatorUserName { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset? LastUpdated { get; init; }
}
