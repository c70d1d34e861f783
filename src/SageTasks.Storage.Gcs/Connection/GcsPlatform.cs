using System.Text.Json;
using SageTasks.Http;

namespace SageTasks.Storage.Gcs;

/// <summary>What the pipeline must know about Cloud Storage: how its errors read.</summary>
internal static class GcsPlatform
{
    public const string Name = "Google Cloud Storage";

    public const string TokenAdvice =
        "Run 'gcloud auth application-default login', set GOOGLE_APPLICATION_CREDENTIALS to a key file, or set "
        + $"{nameof(GcsOptions)}.{nameof(GcsOptions.Credential)}. For public buckets set {nameof(GcsOptions.Anonymous)}.";

    public static ApiPlatform Platform { get; } = new()
    {
        Name = Name,
        TelemetryName = "SageTasks.Storage.Gcs",
        ReadError = ReadError,
        TokenAdvice = TokenAdvice,
    };

    /// <summary>Reads <c>{"error":{"code":404,"message":"…","errors":[{"reason":"notFound"}]}}</c>; null for anything else.</summary>
    private static ApiErrorDetails? ReadError(ApiAnswer answer)
    {
        if (answer.Body.IsEmpty || answer.Body.Span[0] != (byte)'{')
        {
            return null;
        }

        using var json = JsonDocument.Parse(answer.Body);
        if (!json.RootElement.TryGetProperty("error", out var error) || error.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return new ApiErrorDetails
        {
            Code = FirstReason(error),
            Reason = error.TryGetProperty("message", out var message) ? message.GetString() : null,
        };
    }

    private static string? FirstReason(JsonElement error) =>
        error.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0
        && errors[0].TryGetProperty("reason", out var reason)
            ? reason.GetString()
            : null;
}
