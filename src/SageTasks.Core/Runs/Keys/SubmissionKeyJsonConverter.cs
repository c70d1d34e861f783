using System.Text.Json;
using System.Text.Json.Serialization;

namespace SageTasks.Runs;

/// <summary>Writes a <see cref="SubmissionKey"/> as its text.</summary>
public sealed class SubmissionKeyJsonConverter : JsonConverter<SubmissionKey>
{
    /// <inheritdoc/>
    public override SubmissionKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SubmissionKey.TryParse(reader.GetString(), out var key) ? key : throw new JsonException("Expected a submission key.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SubmissionKey value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
