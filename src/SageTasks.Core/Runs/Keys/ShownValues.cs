using System.Text.Json;
using System.Text.Json.Nodes;
using SageTasks.Http;

namespace SageTasks.Runs;

/// <summary>Values of requests as people may see them, also where nobody said which of them are secret.</summary>
internal static class ShownValues
{
    /// <summary>Puts a mark in the place of every value under a name that means a secret, at any depth, and of secrets inside other texts.</summary>
    public static void Redact(JsonNode? node) => Redact(node, isSecret: false);

    /// <summary>A value at a JSON pointer, as canonical JSON.</summary>
    public static string Text(string pointer, JsonNode? value)
    {
        var shown = value?.DeepClone();
        var end = pointer.LastIndexOf('/') + 1;
        return CanonicalJson.Write(Shown(pointer[end..], shown, isSecret: Array.Exists(pointer[..end].Split('/'), IsSecret)) ?? shown);
    }

    private static void Redact(JsonNode? node, bool isSecret)
    {
        switch (node)
        {
            case JsonObject properties:
                foreach (var (name, value) in properties.ToArray())
                {
                    if (Shown(name, value, isSecret) is { } shown)
                    {
                        properties[name] = shown;
                    }
                }

                break;
            case JsonArray items:
                for (var index = 0; index < items.Count; index++)
                {
                    if (Shown("", items[index], isSecret) is { } shown)
                    {
                        items[index] = shown;
                    }
                }

                break;
        }
    }

    /// <summary>What stands in the place of a single value; null where it stays, or has values of its own.</summary>
    private static JsonValue? Shown(string name, JsonNode? node, bool isSecret)
    {
        if (node is not JsonValue value)
        {
            Redact(node, isSecret || IsSecret(name));
            return null;
        }

        // What the form itself puts in the place of a value.
        if (name is "$secret" or "$content")
        {
            return null;
        }

        var text = value.TryGetValue<string>(out var given) ? given : null;
        var shown = isSecret || (IsSecret(name) && !IsCount(name, value)) ? text?.Length == 0 ? text : Redaction.Mark : text is null ? null : Redaction.Text(text);
        return shown == text ? null : JsonValue.Create(shown);
    }

    // Tower's lists hold what secrets are called, never what they are.
    private static bool IsSecret(string name) => name is not ("userSecrets" or "workspaceSecrets") && Redaction.IsSecretName(name);

    // "max_tokens": 7
    private static bool IsCount(string name, JsonValue value) => value.GetValueKind() == JsonValueKind.Number && name.EndsWith("tokens", StringComparison.OrdinalIgnoreCase);
}
