namespace SageTasks.Synapse;

/// <summary>A version of an entity.</summary>
public sealed record VersionInfo
{
    /// <summary>The id of the entity.</summary>
    public string? Id { get; init; }

    /// <summary>The version.</summary>
    public long? VersionNumber { get; init; }

    /// <summary>The user's label.</summary>
    public string? VersionLabel { get; init; }

    /// <summary>A remark.</summary>
    public string? VersionComment { get; init; }

    /// <summary>Whether this is the newest.</summary>
    public bool? IsLatestVersion { get; init; }

    /// <summary>Bytes of the file.</summary>
    public long? ContentSize { get; init; }

    /// <summary>MD5 of the file, in hex.</summary>
    public string? ContentMd5 { get; init; }

    /// <summary>Principal id of who made it.</summary>
    public string? ModifiedByPrincipalId { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? ModifiedOn { get; init; }
}
