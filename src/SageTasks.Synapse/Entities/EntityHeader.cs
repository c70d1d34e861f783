using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>What lists say of an entity.</summary>
public sealed record EntityHeader
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>The server's type name, such as <c>org.sagebionetworks.repo.model.FileEntity</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The version.</summary>
    public long? VersionNumber { get; init; }

    /// <summary>The user's label of the version.</summary>
    public string? VersionLabel { get; init; }

    /// <summary>Whether this is the newest version.</summary>
    public bool? IsLatestVersion { get; init; }

    /// <summary>Number of the entity whose access list applies.</summary>
    public long? BenefactorId { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedOn { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? ModifiedOn { get; init; }

    /// <summary>Principal id of the creator.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Principal id of who changed it last.</summary>
    public string? ModifiedBy { get; init; }

    /// <summary>Whether it is a file.</summary>
    [JsonIgnore]
    public bool IsFile => string.Equals(Type, FileEntity.TypeName, StringComparison.Ordinal);

    /// <summary>Whether it is a folder or project, which hold other entities.</summary>
    [JsonIgnore]
    public bool IsContainer => Type is Folder.TypeName or Project.TypeName;
}
