using System.Text.Json;
using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tes;

/// <summary>Reads the type of an input or output. TES-Azure shows one that the client left out as the number 0: not given.</summary>
public sealed class TesFileTypeConverter : JsonConverter<TesFileType?>
{
    private static readonly OpenEnumJsonConverter<TesFileType> Words = new();

    /// <inheritdoc/>
    public override TesFileType? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.Null or JsonTokenType.Number)
        {
            return null;
        }

        var type = Words.Read(ref reader, typeof(TesFileType), options);
        return type.Value is { Length: > 0 } ? type : null;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TesFileType? value, JsonSerializerOptions options) => writer.WriteStringValue(value?.Value);
}
