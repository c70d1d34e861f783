using System.Text.Json;
using SageTasks.Http;

namespace SageTasks.Synapse;

/// <summary>Reads Synapse's error bodies and adds what a user can do.</summary>
internal static class SynapseErrors
{
    /// <summary>Understands <c>{reason, errorCode}</c>, the OAuth form and the DRS form; null where the body is none of them.</summary>
    public static ApiErrorDetails? Read(ApiAnswer answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            var code = Text(root, "errorCode") ?? Text(root, "error");
            var reason = Text(root, "reason") ?? Text(root, "error_description") ?? Text(root, "msg");
            return new ApiErrorDetails { Code = code, Reason = reason, Advice = Advice(answer.Status, code) };
        }
        catch (JsonException)
        {
            // A signed address's host answers in XML, a proxy in HTML: the pipeline shows what it can.
            return Advice(answer.Status, null) is { } advice ? new ApiErrorDetails { Advice = advice } : null;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Advice(int status, string? code) => (status, code) switch
    {
        (_, "USER_CERTIFICATION_REQUIRED") => "Pass the certification quiz on the Synapse web site first.",
        (_, "TWO_FA_REQUIRED") => "Turn on two-factor authentication for this account first.",
        (401, _) => null,
        (403, _) => "Check the token's scopes (view, download, modify), the sharing settings, and the conditions for access on the entity's web page.",
        (404, _) => "Check the id; an entity in the trash can is not found either.",
        (409, _) => "The name is taken in that folder, or the object is in use: look it up and update it, or choose another name.",
        (412, _) => "It was changed in the meantime: read it again and apply the change to what is there now.",
        (413, _) => "The request is larger than 2 MiB: send it in smaller pieces.",
        (423, _) => "It is locked by other work on it: try again in a moment.",
        (429, _) => "Synapse allows a user 3 requests at a time and 600 a minute, all machines together: lower Http.Limit.Share.",
        (503, _) => "Synapse may be read-only for maintenance: see GetStatusAsync or https://status.synapse.org.",
        _ => null,
    };
}
