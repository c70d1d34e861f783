using System.Text.Json.Nodes;

namespace SageTasks.Cavatica;

/// <summary>A bucket of a cloud that is attached to the platform.</summary>
public sealed record Volume
{
    /// <summary>The address of this resource.</summary>
    public string? Href { get; init; }

    /// <summary>The volume's id, owner/name.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its description.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it can be written to.</summary>
    public VolumeAccess AccessMode { get; init; }

    /// <summary>The cloud service: type, bucket, prefix, endpoint, credentials and properties.</summary>
    public JsonObject? Service { get; init; }

    /// <summary>When it was attached.</summary>
    public DateTimeOffset? CreatedOn { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? ModifiedOn { get; init; }

    /// <summary>Whether it can be used.</summary>
    public bool? Active { get; init; }
}
