using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>Something that was used: an entity in Synapse, or anything with a web address. Made from either's text.</summary>
public sealed record ProvenanceSource
{
    /// <summary>The entity, with its version where one is meant.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SynapseId? Entity { get; init; }

    /// <summary>The web address.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Url { get; init; }

    /// <summary>What to call the address.</summary>
    /// <value>null: the address itself.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }

    /// <summary>An entity.</summary>
    public static implicit operator ProvenanceSource(SynapseId id) => new() { Entity = id };

    /// <summary>An entity where the text is an id, else a web address.</summary>
    /// <exception cref="ArgumentException">The text is neither.</exception>
    public static implicit operator ProvenanceSource(string text) => Parse(text);

    /// <summary>An entity where the text is an id, else a web address.</summary>
    /// <exception cref="ArgumentException">The text is neither.</exception>
    public static ProvenanceSource Parse(string text) => SynapseId.TryParse(text, out var id)
        ? new ProvenanceSource { Entity = id }
        : Uri.TryCreate(text, UriKind.Absolute, out var uri)
            ? new ProvenanceSource { Url = uri.OriginalString }
            : throw new ArgumentException($"'{text}' is neither a Synapse id nor a web address.", nameof(text));

    /// <summary>The id or the address.</summary>
    public override string ToString() => Entity?.ToString() ?? Url ?? "";

    internal Used ToUsed(bool executed) => Entity is { } id
        ? new UsedEntity
        {
            WasExecuted = executed,
            Reference = new EntityReference { TargetId = id.WithoutVersion().ToString(), TargetVersionNumber = id.Version },
        }
        : new UsedUrl { WasExecuted = executed, Url = Url, Name = Name ?? Url };
}
