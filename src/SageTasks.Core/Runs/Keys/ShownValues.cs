using System.Text.Json.Nodes;
using SageTasks.Http;

namespace SageTasks.Runs;

/// <summary>Values of requests as people may see them, also where nobody said which of them are secret.</summary>
internal static class ShownValues
{
    /// <summary>Puts a mark in the place of each text whose property's name means a secret, and of secrets inside other texts.</summary>
    public static void Redact(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject properties:
                foreach (var (name, value) in properties.ToArray())
                {
                    if (Shown(name, value) is { } shown)
                    {
                        properties[name] = shown;
                    }
                }

                break;
            case JsonArray items:
                for (var index = 0; index < items.Count; index++)
                {
                    if (Shown("", items[index]) is { } shown)
                    {
                        items[index] = shown;
                    }
                }

                break;
        }
    }

    /// <summary>A value at a JSON pointer, as canonical JSON.</summary>
    public static string Text(string pointer, JsonNode? value)
    {
        var shown = value?.DeepClone();
        return CanonicalJson.Write(Shown(pointer[(pointer.LastIndexOf('/') + 1)..], shown) ?? shown);
    }

    /// <summary>What stands in the place of a text; null where it stays, or is none.</summary>
    private static JsonValue? Shown(string name, JsonNode? value)
    {
        if (value is not JsonValue || !value.AsValue().TryGetValue<string>(out var text))
        {
            Redact(value);
            return null;
        }

        // What the form itself puts in the place of a value begins with a dollar.
        var shown = name.StartsWith('$') ? text : Redaction.IsSecretName(name) && text.Length > 0 ? Redaction.Mark : Redaction.Text(text);
        return shown == text ? null : JsonValue.Create(shown);
    }
}
