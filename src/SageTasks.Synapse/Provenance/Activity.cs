using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>What made a version of an entity: a name, and what was used and executed.</summary>
public sealed record Activity
{
    /// <summary>The id; null before it is created.</summary>
    public string? Id { get; init; }

    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>What was done.</summary>
    public string? Description { get; init; }

    /// <summary>Changes with every update.</summary>
    public string? Etag { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedOn { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? ModifiedOn { get; init; }

    /// <summary>Principal id of the creator; only the creator may attach it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Principal id of who changed it last.</summary>
    public string? ModifiedBy { get; init; }

    /// <summary>What was used and executed.</summary>
    public IReadOnlyList<Used> Used { get; init => field = value ?? []; } = [];

    /// <summary>Fields that this version of the client does not know; kept so that writing the object back loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? OtherFields { get; set; }
}
