using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Testing;

/// <summary>Gives a stored request back as another program would write it: the same values in another form.</summary>
internal static class Reserializer
{
    /// <summary>Rewrites a launch in place: its parameters, and flags that were left out.</summary>
    public static void Rewrite(JsonObject launch, ulong dice, JsonObject? defaults)
    {
        if (launch["paramsText"] is JsonValue value && value.GetValueKind() == JsonValueKind.String && Parse(value.GetValue<string>()) is { } parameters)
        {
            launch["paramsText"] = Fill(Shuffle(parameters, dice), defaults).ToJsonString();
        }

        launch["configProfiles"] ??= new JsonArray();
    }

    /// <summary>The defaults of the properties that a schema declares, at any level of its definitions.</summary>
    public static JsonObject Defaults(string? schema)
    {
        var defaults = new JsonObject();
        if (schema is not null && Parse(schema) is { } root)
        {
            Collect(root, defaults);
        }

        return defaults;
    }

    private static void Collect(JsonObject node, JsonObject defaults)
    {
        if (node["properties"] is JsonObject properties)
        {
            foreach (var (name, property) in properties)
            {
                if (property is JsonObject p && p["default"] is { } value)
                {
                    defaults[name] = value.DeepClone();
                }
            }
        }

        foreach (var definitions in (JsonNode?[])[node["definitions"], node["$defs"]])
        {
            foreach (var (_, definition) in definitions as JsonObject ?? [])
            {
                Collect(definition as JsonObject ?? [], defaults);
            }
        }
    }

    private static JsonObject Fill(JsonObject parameters, JsonObject? defaults)
    {
        foreach (var (name, value) in defaults ?? [])
        {
            if (!parameters.ContainsKey(name))
            {
                parameters[name] = value?.DeepClone();
            }
        }

        return parameters;
    }

    private static JsonObject Shuffle(JsonObject source, ulong dice)
    {
        var properties = source.ToList();
        if (dice % 2 == 0)
        {
            properties.Reverse();
        }
        else
        {
            properties.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        }

        return new JsonObject(properties.Select(p => KeyValuePair.Create(p.Key, Other(p.Value, dice / 2))));
    }

    private static JsonNode? Other(JsonNode? node, ulong dice) => node switch
    {
        JsonObject inner => Shuffle(inner, dice),
        JsonArray array => new JsonArray([.. array.Select(item => Other(item, dice))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => JsonNode.Parse(OtherNumber(value.ToJsonString())),
        _ => node?.DeepClone(),
    };

    // 1.0 becomes 1 and 1 becomes 1.0; other forms stay, since they may not be the same number to everyone.
    private static string OtherNumber(string number) => number switch
    {
        _ when number.AsSpan().ContainsAny('e', 'E') => number,
        _ when number.EndsWith(".0", StringComparison.Ordinal) => number[..^2],
        _ when !number.Contains('.', StringComparison.Ordinal) => number + ".0",
        _ => number + "0",
    };

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
