using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SageTasks.Http;

/// <summary>Reads the error bodies that most services answer with: a JSON object with a message under one of the usual names,
/// a storage service's XML, or a line of plain text.</summary>
internal static class ErrorBodies
{
    private const int LongestText = 2000;

    private static readonly string[] ReasonNames = ["message", "reason", "msg", "error_description", "detail", "title", "error"];
    private static readonly string[] CodeNames = ["code", "errorCode", "error"];

    public static ApiErrorDetails Read(ApiAnswer answer)
    {
        var type = answer.Header("Content-Type") ?? "";
        if (answer.Body.IsEmpty || type.Contains("html", StringComparison.OrdinalIgnoreCase))
        {
            return new ApiErrorDetails();
        }

        if (type.Contains("xml", StringComparison.OrdinalIgnoreCase))
        {
            var text = Encoding.UTF8.GetString(answer.Body.Span);
            return new ApiErrorDetails { Code = Element(text, "Code"), Reason = Element(text, "Message") };
        }

        return FromJson(answer.Body) ?? (type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase)
            ? new ApiErrorDetails { Reason = Shorten(Encoding.UTF8.GetString(answer.Body.Span)) }
            : new ApiErrorDetails());
    }

    [return: NotNullIfNotNull(nameof(text))]
    public static string? Shorten(string? text) => text is { Length: > LongestText } ? string.Concat(text.AsSpan(0, LongestText), "…") : text;

    private static ApiErrorDetails? FromJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            var reason = First(json.RootElement, ReasonNames);
            var code = First(json.RootElement, CodeNames);
            return new ApiErrorDetails { Reason = reason, Code = code == reason ? null : code, Details = Findings(json.RootElement) };
        }
        catch (JsonException)
        {
            // Not JSON after all (or cut at the limit): the status alone must do.
            return null;
        }
    }

    private static string? First(JsonElement json, string[] names)
    {
        foreach (var name in names)
        {
            if (json.TryGetProperty(name, out var value) && Text(value) is { Length: > 0 } text)
            {
                return Shorten(text);
            }
        }

        return null;
    }

    private static List<string> Findings(JsonElement json)
    {
        var findings = new List<string>();
        if (json.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array)
        {
            foreach (var error in errors.EnumerateArray())
            {
                var text = error.ValueKind == JsonValueKind.Object
                    ? string.Join(": ", new[] { First(error, CodeNames), First(error, ReasonNames) }.Where(static part => part is not null))
                    : Shorten(Text(error));
                if (text is { Length: > 0 })
                {
                    findings.Add(text);
                }
            }
        }

        return findings;
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText().ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string? Element(string xml, string name)
    {
        var start = xml.IndexOf($"<{name}>", StringComparison.Ordinal) + name.Length + 2;
        var end = start > name.Length + 1 ? xml.IndexOf($"</{name}>", start, StringComparison.Ordinal) : -1;
        return end < 0 ? null : Shorten(System.Net.WebUtility.HtmlDecode(xml[start..end]));
    }
}
