using System.Globalization;
using System.Text.Json;
using SageTasks.Http;

namespace SageTasks.Tower;

/// <summary>What the pipeline must know about Tower: its published limit and how its errors read.</summary>
internal static class TowerApi
{
    public const string Name = "Tower";

    private const string NotSeen =
        "On Tower, 403 also means an unknown id, a run or workspace that this token does not see, or a wrong path: check the id and the workspace.";

    private const string TokenRefused =
        $"Check the access token ({TowerSettings.TokenVariable}): it may be mistyped, expired, or made on another server.";

    public static ApiPlatform Platform { get; } = new()
    {
        Name = Name,
        TelemetryName = "SageTasks.Tower",
        RequestsPerSecond = 20,
        ConcurrentRequests = 20,
        Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Accept-Version"] = "1" },
        IdsHoldNoSlash = true,
        ReadError = ReadError,
        // The rate limiter is a filter in front of every handler, so a launch that it refused was never seen.
        RefusedBeforeHandler = static answer => answer.Status == 429,
        TokenAdvice = TokenRefused,
    };

    private static ApiErrorDetails? ReadError(ApiAnswer answer)
    {
        var advice = answer.Status == 403 ? NotSeen : null;
        var details = ReadBody(answer.Body.Span);
        return details is null && advice is null ? null : (details ?? new ApiErrorDetails()) with { Advice = advice };
    }

    /// <summary>Reads <c>{message, errors[]}</c> of the API and <c>{msg, status_code}</c> of its GA4GH part.</summary>
    private static ApiErrorDetails? ReadBody(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object ? ReadObject(document.RootElement) : null;
        }
        catch (JsonException)
        {
            // Not JSON: a proxy's page or an empty body. The pipeline words it by its status.
            return null;
        }
    }

    private static ApiErrorDetails ReadObject(JsonElement root)
    {
        var errors = root.TryGetProperty("errors", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(error => error.ValueKind == JsonValueKind.Object).ToList()
            : [];
        return new ApiErrorDetails
        {
            Reason = Text(root, "message") ?? Text(root, "msg"),
            Code = errors.Select(error => Text(error, "code")).FirstOrDefault(code => code is not null) ?? Text(root, "status_code"),
            Details = errors.Select(Describe).Where(line => line.Length > 0).ToList(),
        };
    }

    private static string Describe(JsonElement error) =>
        string.Join(": ", new[] { Text(error, "code"), Text(error, "message") }.Where(part => !string.IsNullOrEmpty(part)));

    private static string? Text(JsonElement element, string name) => !element.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetInt64().ToString(CultureInfo.InvariantCulture),
        _ => null,
    };
}
