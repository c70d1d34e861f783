using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Synapse;

/// <summary>Reads and writes a family of types by their <c>concreteType</c>, wherever in the object it stands.</summary>
/// <remarks>The serializer's own polymorphism drops a discriminator that it does not know; an object written back would then have
/// none.</remarks>
internal sealed class ConcreteTypeConverter<T> : JsonConverter<T>
    where T : class, IConcreteType
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (T?)JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(T.TypeFor(NameIn(reader))));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, options.GetTypeInfo(value.GetType()));

    private static string NameIn(Utf8JsonReader ahead)
    {
        if (ahead.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"Expected an object with a concreteType, found {ahead.TokenType}.");
        }

        while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
        {
            var found = ahead.ValueTextEquals("concreteType"u8);
            ahead.Read();
            if (found && ahead.TokenType == JsonTokenType.String)
            {
                return ahead.GetString() ?? "";
            }

            ahead.Skip();
        }

        return "";
    }
}
