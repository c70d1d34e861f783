using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Http;

/// <summary>Reads rows of a list by hand: generated code boxes every init-only property of a row, which doubles the cost of a list of a
/// hundred thousand rows.</summary>
/// <typeparam name="TRow">The row.</typeparam>
/// <typeparam name="TFields">What a row consists of, while it is being read.</typeparam>
internal abstract class JsonRowConverter<TRow, TFields> : JsonConverter<TRow>
    where TRow : class
    where TFields : struct
{
    /// <inheritdoc/>
    public sealed override TRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"Expected an object, but found {reader.TokenType}.");
        }

        var fields = default(TFields);
        while (JsonRow.NextProperty(ref reader))
        {
            if (!TakeProperty(ref reader, ref fields))
            {
                JsonRow.SkipProperty(ref reader);
            }
        }

        return Create(in fields);
    }

    /// <inheritdoc/>
    public sealed override void Write(Utf8JsonWriter writer, TRow value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Rows of a list are only read.");

    /// <summary>Reads the property whose name the reader stands on; false, without moving, where no field bears that name.</summary>
    protected abstract bool TakeProperty(ref Utf8JsonReader reader, ref TFields fields);

    /// <summary>Makes the row.</summary>
    /// <exception cref="JsonException">A field is missing that every row has.</exception>
    protected abstract TRow Create(in TFields fields);
}
