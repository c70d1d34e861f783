using System.Text.Json;

namespace SageTasks.Testing.Synapse;

/// <summary>A row of either kind; its values are a list in the one and key-value pairs in the other.</summary>
internal sealed record AppendableRow
{
    public long? RowId { get; init; }

    public long? VersionNumber { get; init; }

    public string? Etag { get; init; }

    public IReadOnlyList<JsonElement>? Values { get; init; }
}
