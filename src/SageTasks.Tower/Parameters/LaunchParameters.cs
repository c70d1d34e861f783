using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using SageTasks.Runs;

namespace SageTasks.Tower;

/// <summary>A pipeline's parameters, made from whatever they are written in. YAML becomes JSON, which is what is hashed and sent.</summary>
public static class LaunchParameters
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Parameters from a typed object. Properties that are null are left out: a null inside would fail Tower's validation.</summary>
    /// <param name="value">The object.</param>
    /// <param name="type">Its type, from your <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>.</param>
    /// <exception cref="ArgumentException">The value is not written as a JSON object.</exception>
    public static JsonObject From<T>(T value, JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return JsonSerializer.SerializeToNode(value, type) is JsonObject parameters
            ? WithoutNulls(parameters)
            : throw new ArgumentException($"Parameters are a JSON object, but {typeof(T).Name} is not written as one.", nameof(value));
    }

    /// <summary>Parameters from JSON text.</summary>
    /// <exception cref="FormatException">The text is not a JSON object, or names a property twice.</exception>
    public static JsonObject FromJson(string json) =>
        CanonicalJson.Parse(json) as JsonObject ?? throw new FormatException("Parameters are a JSON object, but the text is another kind of JSON.");

    /// <summary>Parameters from YAML text.</summary>
    /// <exception cref="FormatException">The text is not a YAML mapping, or says something whose meaning differs between YAML readers;
    /// the message gives the line.</exception>
    public static JsonObject FromYaml(string yaml) =>
        YamlText.Parse(yaml) as JsonObject ?? throw new FormatException("Parameters are a mapping of names to values, but the YAML is something else.");

    /// <summary>Parameters from text that is JSON, or else YAML.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static JsonObject FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().TrimStart().StartsWith("{") && IsJson(text) ? FromJson(text) : FromYaml(text);
    }

    /// <summary>Parameters as the text that a launch carries (<c>paramsText</c>). Top-level nulls are left out, as Tower does.</summary>
    public static string ToText(JsonObject parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return new JsonObject(parameters.Where(parameter => parameter.Value is not null)
            .Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Value?.DeepClone()))).ToJsonString(Plain);
    }

    internal static JsonObject Merge(JsonObject? saved, JsonObject? given)
    {
        var merged = saved?.DeepClone().AsObject() ?? [];
        foreach (var (name, value) in given ?? [])
        {
            merged[name] = value?.DeepClone();
        }

        foreach (var name in merged.Where(parameter => parameter.Value is null).Select(parameter => parameter.Key).ToList())
        {
            merged.Remove(name);
        }

        return merged;
    }

    private static JsonObject WithoutNulls(JsonObject parameters)
    {
        foreach (var (name, value) in parameters.ToList())
        {
            if (value is null)
            {
                parameters.Remove(name);
            }
            else if (value is JsonObject inner)
            {
                WithoutNulls(inner);
            }
        }

        return parameters;
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            // YAML's flow style also begins with a brace.
            return false;
        }
    }
}
