using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>Asks which annotations the entities of a view have.</summary>
public sealed record ViewColumnsRequest
{
    /// <summary>The entities.</summary>
    public required ViewScope ViewScope { get; init; }

    /// <summary>Whether to include annotations that a schema derives.</summary>
    public bool? IncludeDerivedAnnotations { get; init; }

    /// <summary>The token of the page before; null for the first page.</summary>
    public string? NextPageToken { get; init; }

    /// <summary>The server's name of this kind of request.</summary>
    [JsonPropertyName("concreteType")]
    public string ConcreteType => "org.sagebionetworks.repo.model.table.ViewColumnModelRequest";
}
