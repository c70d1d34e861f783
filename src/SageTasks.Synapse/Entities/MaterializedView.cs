using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>A table that the server keeps filled with the result of a query.</summary>
public sealed record MaterializedView() : Table(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.table.MaterializedView";

    /// <summary>The query.</summary>
    [JsonPropertyName("definingSQL")]
    public string? DefiningSql { get; init; }
}
