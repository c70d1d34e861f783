using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace SageTasks.Cli;

/// <summary>Reads what a file, or standard input (<c>-</c>), holds as JSON.</summary>
internal static class JsonFile
{
    public static T Read<T>(CommandCall call, string name, string path, JsonTypeInfo<T> type) => Read(call, name, path, text =>
        JsonSerializer.Deserialize(text, type) ?? throw new UsageException($"{name} {path} holds null."));

    /// <summary>An object of parameters, from JSON or, by the file's ending, YAML.</summary>
    public static JsonObject Parameters(CommandCall call, string name, string path) => Read(call, name, path, text =>
        Path.GetExtension(path) is ".yml" or ".yaml"
            ? Tower.LaunchParameters.FromYaml(text)
            : JsonNode.Parse(text) as JsonObject ?? throw new UsageException($"{name} {path} holds no JSON object."));

    public static T Read<T>(CommandCall call, string name, string path, Func<string, T> read)
    {
        try
        {
            return read(path == "-" ? call.Terminal.Input.ReadToEnd() : File.ReadAllText(HomePath.Of(path)));
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new UsageException($"{name} {path}: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{name} {path} cannot be read: {e.Message}", e);
        }
    }
}
