using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;

namespace SageTasks.Testing;

/// <summary>Reads the text of a launch's parameters, which is JSON or YAML.</summary>
internal static class ParamsText
{
    /// <exception cref="RefusalException">The text is neither, or no object.</exception>
    public static JsonElement? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var node = ReadJson(text) ?? ReadYaml(text);
        return node is JsonObject
            ? JsonSerializer.Deserialize(node.ToJsonString(), TestingJson.Default.JsonElement)
            : throw TowerAnswers.Bad("Invalid pipeline parameters: not a JSON or YAML object");
    }

    private static JsonNode? ReadJson(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
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
            using var reader = new StringReader(text);
            return YamlTree.Read(reader);
        }
        catch (YamlException e)
        {
            throw TowerAnswers.Bad($"Invalid pipeline parameters: {e.Message}");
        }
    }
}
