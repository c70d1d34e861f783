using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SageTasks.Http;

namespace SageTasks.Cavatica;

/// <summary>What the pipeline must know about the Seven Bridges API: its limit, how its errors read and which of them come before any
/// handler runs.</summary>
internal static class CavaticaApi
{
    public const string Name = "Cavatica";

    private const string ResetHeader = "X-RateLimit-Reset";
    private const int RateLimited = 1000;
    private const int Maintenance = 0;

    // The platform states no time where it leaves the header out.
    private static readonly TimeSpan UnknownReset = TimeSpan.FromMinutes(1);

    public static ApiPlatform Platform(CavaticaClientOptions options)
    {
        var maintenance = options.MaintenanceDelay;
        return new ApiPlatform
        {
            Name = Name,
            TelemetryName = "SageTasks.Cavatica",
            ConcurrentRequests = 16,
            Headers = AdvanceAccess(options.AdvanceAccess),
            RateLimitHeaders = new RateLimitHeaders { Limit = "X-RateLimit-Limit", Remaining = "X-RateLimit-Remaining", Reset = ResetHeader },
            ReadError = ReadError,
            ReadResetDelay = answer => ResetDelay(answer, maintenance),
            RefusedBeforeHandler = static answer => IsRateLimited(answer) || IsMaintenance(answer),
            TokenAdvice = $"Set {nameof(CavaticaClientOptions.Token)}, {CavaticaSettings.TokenVariable} or a profile in ~/.sevenbridges/credentials; "
                + "make a token on the platform's website under Developer, Authentication token.",
        };
    }

    /// <summary>The headers that ask for features in advance access, or none.</summary>
    public static Dictionary<string, string> AdvanceAccess(bool isWanted) => isWanted
        ? new(StringComparer.Ordinal) { ["X-SBG-Advance-Access"] = "advance" }
        : new(StringComparer.Ordinal);

    private static TimeSpan? ResetDelay(ApiAnswer answer, TimeSpan maintenance)
    {
        if (IsMaintenance(answer))
        {
            return maintenance;
        }

        if (answer.Status != 429)
        {
            return null;
        }

        var reset = long.TryParse(answer.Header(ResetHeader), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && answer.ServerTime is { } now
            ? RateLimitHeaders.UntilReset(seconds, now) + TimeSpan.FromSeconds(1)
            : null;
        return reset ?? (answer.Header("Retry-After") is null ? UnknownReset : null);
    }

    private static bool IsRateLimited(ApiAnswer answer) => answer.Status == 429 && Number(Parse(answer), "code") is RateLimited;

    private static bool IsMaintenance(ApiAnswer answer) => answer.Status == 503 && Number(Parse(answer), "code") is Maintenance;

    private static ApiErrorDetails? ReadError(ApiAnswer answer)
    {
        if (Parse(answer) is not { } body)
        {
            return null;
        }

        var more = Text(body["more_info"]);
        IReadOnlyList<string> details = [.. Problems.Lines(body["errors"]), .. more is { Length: > 0 } ? [$"see {more}"] : Array.Empty<string>()];
        return new ApiErrorDetails
        {
            Code = Number(body, "code")?.ToString(CultureInfo.InvariantCulture),
            Reason = Text(body["message"]),
            Details = details,
            Advice = IsMaintenance(answer) ? "The platform is under maintenance." : null,
        };
    }

    private static JsonObject? Parse(ApiAnswer answer)
    {
        try
        {
            return answer.Body.IsEmpty ? null : JsonNode.Parse(answer.Body.Span) as JsonObject;
        }
        catch (JsonException)
        {
            // A proxy's page: its status alone must do.
            return null;
        }
    }

    private static int? Number(JsonObject? body, string name) =>
        int.TryParse(Text(body?[name]), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Text(JsonNode? node) => node is JsonValue value ? value.ToString() : null;
}
