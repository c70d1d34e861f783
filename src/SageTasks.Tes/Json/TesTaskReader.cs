using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SageTasks.Http;

namespace SageTasks.Tes;

/// <summary>Reads one task of a list.</summary>
internal static class TesTaskReader
{
    private static readonly OpenEnumJsonConverter<TesState> States = new();

    public static TesTask Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"Expected a task, but found {reader.TokenType}.");
        }

        var fields = default(Fields);
        while (JsonRow.NextProperty(ref reader))
        {
            if (!TakeText(ref reader, ref fields) && !TakeParts(ref reader, ref fields))
            {
                JsonRow.SkipProperty(ref reader);
            }
        }

        return fields.Id is { Length: > 0 } ? Create(in fields) : throw new JsonException("A task of the list has no id.");
    }

    private static bool TakeText(ref Utf8JsonReader reader, ref Fields fields)
    {
        switch (reader.ValueSpan.Length)
        {
            case 2 when JsonRow.Take(ref reader, "id"u8):
                fields.Id = JsonRow.Text(ref reader);
                return true;
            case 5 when JsonRow.Take(ref reader, "state"u8):
                fields.State = reader.TokenType == JsonTokenType.Null ? null : States.Read(ref reader, typeof(TesState), TesJson.Default.Options);
                return true;
            case 4 when JsonRow.Take(ref reader, "name"u8):
                fields.Name = JsonRow.Text(ref reader);
                return true;
            case 11 when JsonRow.Take(ref reader, "description"u8):
                fields.Description = JsonRow.Text(ref reader);
                return true;
            case 13 when JsonRow.Take(ref reader, "creation_time"u8):
                fields.CreationTime = TolerantDateTimeOffset.Read(ref reader);
                return true;
            default:
                return false;
        }
    }

    private static bool TakeParts(ref Utf8JsonReader reader, ref Fields fields)
    {
        switch (reader.ValueSpan.Length)
        {
            case 4 when JsonRow.Take(ref reader, "tags"u8):
                fields.Tags = Part(ref reader, TesJson.Default.IReadOnlyDictionaryStringString);
                return true;
            case 4 when JsonRow.Take(ref reader, "logs"u8):
                fields.Logs = Part(ref reader, TesJson.Default.IReadOnlyListTesTaskLog);
                return true;
            case 6 when JsonRow.Take(ref reader, "inputs"u8):
                fields.Inputs = Part(ref reader, TesJson.Default.IReadOnlyListTesInput);
                return true;
            case 7 when JsonRow.Take(ref reader, "outputs"u8):
                fields.Outputs = Part(ref reader, TesJson.Default.IReadOnlyListTesOutput);
                return true;
            case 7 when JsonRow.Take(ref reader, "volumes"u8):
                fields.Volumes = Part(ref reader, TesJson.Default.IReadOnlyListString);
                return true;
            case 9 when JsonRow.Take(ref reader, "resources"u8):
                fields.Resources = Part(ref reader, TesJson.Default.TesResources);
                return true;
            case 9 when JsonRow.Take(ref reader, "executors"u8):
                fields.Executors = Part(ref reader, TesJson.Default.IReadOnlyListTesExecutor);
                return true;
            default:
                return false;
        }
    }

    private static T? Part<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> type)
        where T : class =>
        reader.TokenType == JsonTokenType.Null ? null : JsonSerializer.Deserialize(ref reader, type);

    private static TesTask Create(in Fields fields) => new()
    {
        Id = fields.Id,
        State = fields.State,
        Name = fields.Name,
        Description = fields.Description,
        CreationTime = fields.CreationTime,
        Tags = fields.Tags,
        Inputs = fields.Inputs,
        Outputs = fields.Outputs,
        Executors = fields.Executors,
        Volumes = fields.Volumes,
        Resources = fields.Resources,
        Logs = fields.Logs,
    };

    private struct Fields
    {
        public string? Id;
        public TesState? State;
        public string? Name;
        public string? Description;
        public DateTimeOffset? CreationTime;
        public IReadOnlyDictionary<string, string>? Tags;
        public IReadOnlyList<TesInput>? Inputs;
        public IReadOnlyList<TesOutput>? Outputs;
        public IReadOnlyList<TesExecutor>? Executors;
        public IReadOnlyList<string>? Volumes;
        public TesResources? Resources;
        public IReadOnlyList<TesTaskLog>? Logs;
    }
}
