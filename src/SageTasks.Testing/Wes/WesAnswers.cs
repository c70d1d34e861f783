using System.Globalization;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Wes;

/// <summary>The answers that all operations share.</summary>
internal sealed class WesAnswers(ErrorForm form)
{
    public LocalAnswer Error(int status, string message) => form switch
    {
        ErrorForm.Text => LocalAnswer.Text(message, status: status),
        ErrorForm.Detail => Json(new JsonObject { ["detail"] = message }, status),
        _ => Json(new JsonObject { ["msg"] = message, ["status_code"] = status }, status),
    };

    public RefusalException Refusal(int status, string message) => new(Error(status, message));

    public RefusalException Bad(string message) => Refusal(400, message);

    public static LocalAnswer Json(JsonObject value, int status = 200) => LocalAnswer.Json(writer => value.WriteTo(writer), status);

    public static LocalAnswer RunId(string id) => Json(new JsonObject { ["run_id"] = id });

    public static string? Time(DateTimeOffset? time, bool zone = true) =>
        time?.UtcDateTime.ToString(zone ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    public static JsonArray Array(IEnumerable<string> items) => [.. items.Select(item => (JsonNode?)item)];
}
