using System.Text.Json.Serialization;

namespace SageTasks.Testing.Drs;

/// <summary>The body of a bulk request.</summary>
internal sealed record BulkRequest
{
    public IReadOnlyList<string>? Passports { get; init; }

    [JsonPropertyName("bulk_object_ids")]
    public IReadOnlyList<string>? Ids { get; init; }

    [JsonPropertyName("bulk_object_access_ids")]
    public IReadOnlyList<Entry>? AccessIds { get; init; }

    [JsonPropertyName("delete_storage_data")]
    public bool? DeleteStorageData { get; init; }

    internal sealed record Entry
    {
        [JsonPropertyName("bulk_object_id")]
        public string? ObjectId { get; init; }

        [JsonPropertyName("bulk_access_ids")]
        public IReadOnlyList<string>? AccessIds { get; init; }
    }
}
