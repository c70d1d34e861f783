using System.Text.Json;
using SageTasks.Http;

namespace SageTasks.Wes;

/// <summary>What the pipeline must know about WES servers: how their errors read.</summary>
internal static class WesApi
{
    public const string Name = "WES";

    public static ApiPlatform Platform { get; } = new()
    {
        Name = Name,
        TelemetryName = "SageTasks.Wes",
        ConcurrentRequests = 16,
        IdsHoldNoSlash = true,
        ReadError = ReadError,
        TokenAdvice = $"Check the token ({WesSettings.TokenVariable}) or the user and password; the server's auth_instructions_url (GET /service-info) may say where to get one.",
    };

    /// <summary>Reads <c>{"detail":[…]}</c>, with which some servers list what is wrong with a form; all other forms are the usual ones.</summary>
    private static ApiErrorDetails? ReadError(ApiAnswer answer)
    {
        try
        {
            var reader = new Utf8JsonReader(answer.Body.Span);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("detail", out var detail) && detail.ValueKind == JsonValueKind.Array
                ? new ApiErrorDetails { Reason = "the server refuses the request", Details = [.. detail.EnumerateArray().Select(Describe)] }
                : null;
        }
        catch (JsonException)
        {
            // Text or a proxy's page, which the pipeline reads by itself.
            return null;
        }
    }

    private static string Describe(JsonElement finding)
    {
        if (finding.ValueKind != JsonValueKind.Object)
        {
            return finding.ToString();
        }

        var where = finding.TryGetProperty("loc", out var place) && place.ValueKind == JsonValueKind.Array ? string.Join('.', place.EnumerateArray()) : "";
        return $"{where}: {(finding.TryGetProperty("msg", out var words) ? words.ToString() : finding.ToString())}".TrimStart(':', ' ');
    }
}
