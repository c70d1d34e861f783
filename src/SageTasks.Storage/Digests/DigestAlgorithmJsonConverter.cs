using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Storage;

/// <summary>Writes a <see cref="DigestAlgorithm"/> as its name.</summary>
public sealed class DigestAlgorithmJsonConverter : JsonConverter<DigestAlgorithm>
{
    /// <inheritdoc/>
    public override DigestAlgorithm Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 } name
            ? new DigestAlgorithm(name)
            : throw new JsonException("A digest algorithm is written as its name, such as \"md5\".");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DigestAlgorithm value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }
}
