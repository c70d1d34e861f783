using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SageTasks.Testing;

/// <summary>Reads the text of a launch's parameters, which is JSON or YAML.</summary>
internal static class ParamsText
{
    /// <exception cref="RefusalException">The text is neither, or no object.</exception>
    public static JsonElement? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var node = ReadJson(text) ?? ReadYaml(text);
        return node is JsonObject
            ? JsonSerializer.Deserialize(node.ToJsonString(), TestingJson.Default.JsonElement)
            : throw TowerAnswers.Bad("Invalid pipeline parameters: not a JSON or YAML object");
    }

    private static JsonNode? ReadJson(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonNode? ReadYaml(string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            parser.Consume<DocumentStart>();
            return ReadNode(parser);
        }
        catch (YamlException e)
        {
            throw TowerAnswers.Bad($"Invalid pipeline parameters: {e.Message}");
        }
    }

    private static JsonNode? ReadNode(Parser parser)
    {
        if (parser.TryConsume<Scalar>(out var scalar))
            return scalar.Style == ScalarStyle.Plain ? Plain(scalar.Value) : JsonValue.Create(scalar.Value);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var array = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _))
                array.Add(ReadNode(parser));
            return array;
        }

        parser.Consume<MappingStart>();
        var map = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
            map[parser.Consume<Scalar>().Value] = ReadNode(parser);
        return map;
    }

    private static JsonValue? Plain(string value) => value switch
    {
        "" or "~" or "null" => null,
        "true" or "false" => JsonValue.Create(value == "true"),
        _ => ReadJson(value) is JsonValue number && number.GetValueKind() == JsonValueKind.Number ? number : JsonValue.Create(value),
    };
}
