using System.Text.Json.Serialization;

namespace SageTasks.Drs;

/// <summary>The bodies of requests with passports and of bulk requests.</summary>
internal static class BulkBodies
{
    public sealed record Single
    {
        public bool? Expand { get; init; }

        public IReadOnlyList<string>? Passports { get; init; }
    }

    public sealed record Objects
    {
        public IReadOnlyList<string>? Passports { get; init; }

        public required IReadOnlyList<string> BulkObjectIds { get; init; }
    }

    public sealed record Accesses
    {
        public IReadOnlyList<string>? Passports { get; init; }

        public required IReadOnlyList<Access> BulkObjectAccessIds { get; init; }
    }

    public sealed record Access
    {
        [JsonPropertyName("bulk_object_id")]
        public required string ObjectId { get; init; }

        [JsonPropertyName("bulk_access_ids")]
        public required IReadOnlyList<string> AccessIds { get; init; }
    }
}
