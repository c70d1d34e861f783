using System.Text.Json;
using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Wes;

/// <summary>Reads versions by name in all their forms: <c>{"CWL":{"workflow_type_version":["v1.2"]}}</c>, <c>{"CWL":["v1.2"]}</c> and, of version 1.0,
/// <c>{"cwltool":"3.1"}</c>. Writes arrays.</summary>
public sealed class VersionMapConverter : JsonConverter<IReadOnlyDictionary<string, IReadOnlyList<string>>>
{
    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var versions = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return versions;
        }

        while (JsonRow.NextProperty(ref reader))
        {
            var name = reader.GetString()!;
            reader.Read();
            versions[name] = Versions(ref reader);
        }

        return versions;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, IReadOnlyList<string>> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, versions) in value)
        {
            writer.WriteStartArray(name);
            foreach (var version in versions)
            {
                writer.WriteStringValue(version);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static IReadOnlyList<string> Versions(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return TolerantTextListConverter.Texts(ref reader);
        }

        var versions = new List<string>();
        while (JsonRow.NextProperty(ref reader))
        {
            reader.Read();
            versions.AddRange(TolerantTextListConverter.Texts(ref reader));
        }

        return versions;
    }
}
