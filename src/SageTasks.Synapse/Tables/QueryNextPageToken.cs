using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>Asks for the next page of a query.</summary>
public sealed record QueryNextPageToken
{
    /// <summary>The table or view.</summary>
    public string? EntityId { get; init; }

    /// <summary>The token.</summary>
    public required string Token { get; init; }

    /// <summary>The server's name of this kind of request.</summary>
    [JsonPropertyName("concreteType")]
    public string ConcreteType => "org.sagebionetworks.repo.model.table.QueryNextPageToken";
}
