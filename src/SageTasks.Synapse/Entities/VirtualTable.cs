using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>A named query, run whenever it is queried.</summary>
public sealed record VirtualTable() : Table(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.table.VirtualTable";

    /// <summary>The query.</summary>
    [JsonPropertyName("definingSQL")]
    public string? DefiningSql { get; init; }
}
