using System.Text.Json;
using SageTasks.Http;

namespace SageTasks.Tes;

/// <summary>What the pipeline must know about TES servers: none of them states a limit, and each has errors of its own form.</summary>
internal static class TesApi
{
    public const string Name = "TES";

    public static ApiPlatform Platform { get; } = new()
    {
        Name = Name,
        TelemetryName = "SageTasks.Tes",
        ConcurrentRequests = 16,
        IdsHoldNoSlash = true,
        ReadError = ReadError,
        TokenAdvice = $"Check {nameof(TesClientOptions.Token)}, or {nameof(TesClientOptions.User)} and {nameof(TesClientOptions.Password)} "
            + $"({TesSettings.UserVariable}, {TesSettings.PasswordVariable}).",
    };

    /// <summary>Reads what the pipeline's own reader leaves: the <c>messages</c> of Spring (TESK), and <c>errors</c> as an object of fields
    /// (TES-Azure's model state, tes-azure's schema). Null leaves the rest to it: text, <c>{error}</c>, <c>{message, code}</c>.</summary>
    private static ApiErrorDetails? ReadError(ApiAnswer answer)
    {
        try
        {
            var reader = new Utf8JsonReader(answer.Body.Span);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind switch
            {
                // TES-Azure answers some refusals as a JSON text, without an object around it.
                JsonValueKind.String => new ApiErrorDetails { Reason = document.RootElement.GetString() },
                JsonValueKind.Object => ReadObject(document.RootElement),
                _ => null,
            };
        }
        catch (JsonException)
        {
            // Plain text or a proxy's page: the pipeline's own reader knows both.
            return null;
        }
    }

    private static ApiErrorDetails? ReadObject(JsonElement root)
    {
        if (root.TryGetProperty("messages", out var messages) && messages.ValueKind == JsonValueKind.Array)
        {
            return Spring(root, [.. Texts(messages)]);
        }

        return root.TryGetProperty("errors", out var errors) && errors.ValueKind is JsonValueKind.Object or JsonValueKind.String
            ? Fields(root, errors)
            : null;
    }

    private static ApiErrorDetails Spring(JsonElement root, IReadOnlyList<string> messages)
    {
        var title = Text(root, "message") ?? Text(root, "error");
        return messages.Count == 1
            ? new ApiErrorDetails { Reason = messages[0], Code = title }
            : new ApiErrorDetails { Reason = title ?? "refused", Details = messages };
    }

    private static ApiErrorDetails Fields(JsonElement root, JsonElement errors)
    {
        if (errors.ValueKind == JsonValueKind.String)
        {
            return new ApiErrorDetails { Reason = errors.GetString() };
        }

        var lines = errors.EnumerateObject().SelectMany(field => Texts(field.Value).Select(text => $"{field.Name}: {text}")).ToList();
        return new ApiErrorDetails { Reason = Text(root, "title") ?? Text(root, "message") ?? "the request does not fit the server's schema", Details = lines };
    }

    /// <summary>All texts within, however deep: schema libraries nest them by field and index.</summary>
    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => Texts(field.Value).Select(text => $"{field.Name}: {text}")),
        _ => [],
    };

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
