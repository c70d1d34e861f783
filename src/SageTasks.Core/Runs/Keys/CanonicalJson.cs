using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Runs;

/// <summary>JSON in one spelling: RFC 8785 (properties ordered by UTF-16 code units, no white space, shortest escapes), except that
/// numbers keep their exact decimal value, so that 2^53+1 and 2^53 differ while 1.0 and 1 do not.</summary>
public static class CanonicalJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    private const int MaxDepth = 128;

    /// <summary>Reads JSON and refuses what has no single meaning: a property name twice, or half a surrogate pair.</summary>
    /// <exception cref="FormatException">The text is not JSON, or has no single meaning.</exception>
    public static JsonNode? Parse(string json)
    {
        try
        {
            var node = JsonNode.Parse(json, documentOptions: Strict);
            _ = Write(node);
            return node;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw new FormatException($"The JSON cannot be read, or names a property twice: {failure.Message}", failure);
        }
    }

    /// <summary>The one spelling of a value.</summary>
    /// <exception cref="FormatException">A string holds half a surrogate pair, or a number is out of all bounds.</exception>
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Append(text, node, depth: 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonNode? node, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new FormatException($"The JSON is nested deeper than {MaxDepth} levels.");
        }

        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject properties:
                AppendObject(text, properties, depth);
                break;
            case JsonArray items:
                AppendArray(text, items, depth);
                break;
            default:
                AppendValue(text, node);
                break;
        }
    }

    private static void AppendObject(StringBuilder text, JsonObject properties, int depth)
    {
        text.Append('{');
        var first = true;
        foreach (var (name, value) in Ordered(properties))
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            AppendString(text, name);
            text.Append(':');
            Append(text, value, depth + 1);
        }

        text.Append('}');
    }

    private static KeyValuePair<string, JsonNode?>[] Ordered(JsonObject properties)
    {
        try
        {
            return properties.OrderBy(property => property.Key, StringComparer.Ordinal).ToArray();
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            throw new FormatException($"A JSON object names a property twice, or a name holds half a surrogate pair: {failure.Message}", failure);
        }
    }

    private static void AppendArray(StringBuilder text, JsonArray items, int depth)
    {
        text.Append('[');
        for (var index = 0; index < items.Count; index++)
        {
            if (index > 0)
            {
                text.Append(',');
            }

            Append(text, items[index], depth + 1);
        }

        text.Append(']');
    }

    private static void AppendValue(StringBuilder text, JsonNode node)
    {
        switch (node.GetValueKind())
        {
            case JsonValueKind.String:
                AppendString(text, ReadString(node));
                break;
            case JsonValueKind.Number:
                text.Append(ExactDecimal.Normalize(node.ToJsonString()));
                break;
            default:
                text.Append(node.ToJsonString());
                break;
        }
    }

    /// <summary>The text of a JSON string, whatever .NET value it was made from.</summary>
    internal static string ReadString(JsonNode node)
    {
        try
        {
            return node.AsValue().TryGetValue<string>(out var value) ? value : JsonNode.Parse(node.ToJsonString())!.GetValue<string>();
        }
        catch (InvalidOperationException failure)
        {
            throw new FormatException("A JSON string holds half a surrogate pair.", failure);
        }
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        for (var index = 0; index < value.Length; index++)
        {
            var character = value[index];
            if (char.IsSurrogate(character))
            {
                if (!char.IsHighSurrogate(character) || index + 1 == value.Length || !char.IsLowSurrogate(value[index + 1]))
                {
                    throw new FormatException($"The text '{value.Replace(character, '?')}' holds half a surrogate pair at position {index}.");
                }

                text.Append(character).Append(value[++index]);
                continue;
            }

            AppendCharacter(text, character);
        }

        text.Append('"');
    }

    private static void AppendCharacter(StringBuilder text, char character)
    {
        var escape = character switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\b' => "\\b",
            '\f' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            < ' ' => $"\\u{(int)character:x4}",
            _ => null,
        };
        if (escape is null)
        {
            text.Append(character);
        }
        else
        {
            text.Append(escape);
        }
    }
}
