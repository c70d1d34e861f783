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
            launch["paramsText"] = Fill(OtherForm.Of(parameters, dice), defaults).ToJsonString();
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
