using System.Text.Json;
using System.Text.Json.Nodes;
using SageTasks.ContractSuites;

namespace SageTasks.Synapse.Tests.Wire;

/// <summary>Objects as the server would send them, with every field that a schema has.</summary>
internal sealed class SchemaSamples(SynapseSchemaSet schemas)
{
    private const int Deepest = 5;

    // The server's parser takes no time without a fraction.
    private const string Time = "2024-02-03T04:05:06.000Z";

    public JsonObject Of(string id, int depth = 0)
    {
        var concrete = schemas.IsInterface(id) ? schemas.Implementations(id).First() : id;
        var sample = new JsonObject();
        foreach (var (name, definition) in schemas.PropertiesOf(concrete))
        {
            if (name != "concreteType" && Value(definition, concrete, depth) is { } value)
            {
                sample[name] = value;
            }
        }

        if (schemas.IsInterface(id) || schemas.PropertiesOf(concrete).ContainsKey("concreteType"))
        {
            sample["concreteType"] = concrete;
        }

        return sample;
    }

    private JsonNode? Value(JsonElement definition, string owner, int depth)
    {
        if (definition.TryGetProperty("enum", out var words))
        {
            return Word(words);
        }

        if (definition.TryGetProperty("$ref", out var reference))
        {
            return Referenced(reference.GetString()!, depth);
        }

        if (definition.TryGetProperty("$recursiveRef", out _))
        {
            return depth < Deepest ? Of(owner, depth + 1) : null;
        }

        return (definition.TryGetProperty("type", out var type) ? type.GetString() : null) switch
        {
            "string" => Text(definition),
            "integer" => 7,
            "number" => 1.5,
            "boolean" => true,
            "array" => Value(definition.GetProperty("items"), owner, depth) is { } item ? new JsonArray(item) : null,
            "map" => Value(definition.GetProperty("value"), owner, depth) is { } entry ? new JsonObject { ["a-key"] = entry } : null,
            "tuplearraymap" => new JsonArray(new JsonObject { ["key"] = "a-key", ["value"] = "a-value" }),
            _ => null,
        };
    }

    private JsonNode? Referenced(string id, int depth)
    {
        if (schemas.Find(id) is not { } schema || depth >= Deepest)
        {
            return null;
        }

        if (schema.TryGetProperty("enum", out var words))
        {
            return Word(words);
        }

        return schemas.IsInterface(id) && !schemas.Implementations(id).Any() ? null : Of(id, depth + 1);
    }

    private static string Text(JsonElement definition) =>
        definition.TryGetProperty("format", out var format) && format.GetString() == "date-time" ? Time : "42";

    private static string? Word(JsonElement words) => Words(words).First();

    public static IEnumerable<string> Words(JsonElement words) =>
        words.EnumerateArray().Select(word => word.ValueKind == JsonValueKind.Object ? word.GetProperty("name").GetString()! : word.GetString()!);
}
