using System.Text.Json;
using System.Text.Json.Serialization;
using SageTasks.Http;

namespace SageTasks.Tes;

/// <summary>Reads pages of tasks by hand: generated code boxes every property of a record, which would double the cost of a list of a hundred
/// thousand tasks. What a task holds besides its own fields is read by generated code.</summary>
internal sealed class TesTaskPageConverter : JsonConverter<TesTaskPage>
{
    private const int UsualPage = 256;

    /// <inheritdoc/>
    public override TesTaskPage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"Expected an object, but found {reader.TokenType}.");
        }

        var tasks = (IReadOnlyList<TesTask>)[];
        string? token = null;
        while (JsonRow.NextProperty(ref reader))
        {
            if (JsonRow.Take(ref reader, "tasks"u8))
            {
                tasks = Tasks(ref reader);
            }
            else if (JsonRow.Take(ref reader, "next_page_token"u8))
            {
                token = JsonRow.Text(ref reader);
            }
            else
            {
                JsonRow.SkipProperty(ref reader);
            }
        }

        return new TesTaskPage { Tasks = tasks, NextPageToken = token };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TesTaskPage value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Pages of a list are only read.");

    private static List<TesTask> Tasks(ref Utf8JsonReader reader)
    {
        var tasks = new List<TesTask>(UsualPage);
        if (reader.TokenType == JsonTokenType.Null)
        {
            return tasks;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException($"Expected a list of tasks, but found {reader.TokenType}.");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            tasks.Add(TesTaskReader.Read(ref reader));
        }

        return tasks;
    }
}
