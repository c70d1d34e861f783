using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>Starts a query.</summary>
public sealed record QueryBundleRequest
{
    /// <summary>The table or view.</summary>
    public required string EntityId { get; init; }

    /// <summary>The query.</summary>
    public required TableQuery Query { get; init; }

    /// <summary>Bits of what to return: 1 rows, 2 count, 4 select columns, 8 rows per page, 0x10 columns, 0x40 file sizes, 0x80 last
    /// update.</summary>
    public long? PartMask { get; init; }

    /// <summary>The server's name of this kind of request.</summary>
    [JsonPropertyName("concreteType")]
    public string ConcreteType => "org.sagebionetworks.repo.model.table.QueryBundleRequest";
}
