using System.Globalization;
using System.Text.Json.Nodes;

namespace SageTasks.Testing;

/// <summary>The answers that all of Tower's operations share.</summary>
internal static class TowerAnswers
{
    private const string TooFast = "Maximum request rate exceeded. Wait 0secs before issuing a new request";

    public static LocalAnswer NoContent { get; } = LocalAnswer.Empty(204);

    public static LocalAnswer Message(int status, string message) => Json(new JsonObject { ["message"] = message }, status);

    public static LocalAnswer TooManyRequests() => Message(429, TooFast).With("Retry-After", "0");

    public static LocalAnswer Json(JsonObject value, int status = 200) => LocalAnswer.Json(writer => value.WriteTo(writer), status);

    public static RefusalException Bad(string message) => new(Message(400, message));

    public static RefusalException Conflict(string message) => new(Message(409, message));

    public static RefusalException NotFound(string message) => new(Message(404, message));

    /// <summary>An id that does not exist, or that is not the caller's to see: Tower does not tell which.</summary>
    public static RefusalException Forbidden() => new(Message(403, "Forbidden"));

    /// <summary>A workspace or a path that does not exist, or a missing permission.</summary>
    public static RefusalException ForbiddenBare() => new(LocalAnswer.Empty(403));

    public static string? Date(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static JsonArray Array(IEnumerable<JsonNode?> items) => [.. items];

    public static JsonArray Array(IEnumerable<string> items) => Array(items.Select(i => (JsonNode?)i));
}
