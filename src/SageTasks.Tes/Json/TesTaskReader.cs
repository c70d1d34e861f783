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

        string? id = null;
        TesState? state = null;
        TaskDetails? details = null;
        while (JsonRow.NextProperty(ref reader))
        {
            if (JsonRow.Take(ref reader, "id"u8))
            {
                id = JsonRow.Text(ref reader);
            }
            else if (JsonRow.Take(ref reader, "state"u8))
            {
                state = reader.TokenType == JsonTokenType.Null ? null : States.Read(ref reader, typeof(TesState), TesJson.Default.Options);
            }
            else
            {
                details ??= new TaskDetails();
                if (!TakeText(ref reader, details) && !TakeParts(ref reader, details))
                {
                    JsonRow.SkipProperty(ref reader);
                }
            }
        }

        return id is { Length: > 0 } ? new TesTask { Id = id, State = state, Details = details ?? TaskDetails.None } : throw new JsonException("A task of the list has no id.");
    }

    private static bool TakeText(ref Utf8JsonReader reader, TaskDetails details)
    {
        switch (reader.ValueSpan.Length)
        {
            case 4 when JsonRow.Take(ref reader, "name"u8):
                details.Name = JsonRow.Text(ref reader);
                return true;
            case 11 when JsonRow.Take(ref reader, "description"u8):
                details.Description = JsonRow.Text(ref reader);
                return true;
            case 13 when JsonRow.Take(ref reader, "creation_time"u8):
                details.CreationTime = TolerantDateTimeOffset.Read(ref reader);
                return true;
            default:
                return false;
        }
    }

    private static bool TakeParts(ref Utf8JsonReader reader, TaskDetails details)
    {
        switch (reader.ValueSpan.Length)
        {
            case 4 when JsonRow.Take(ref reader, "tags"u8):
                details.Tags = Part(ref reader, TesJson.Default.IReadOnlyDictionaryStringString) is { Count: > 0 } tags ? tags : TolerantMap.Empty;
                return true;
            case 4 when JsonRow.Take(ref reader, "logs"u8):
                details.Logs = List(ref reader, TesJson.Default.IReadOnlyListTesTaskLog);
                return true;
            case 6 when JsonRow.Take(ref reader, "inputs"u8):
                details.Inputs = List(ref reader, TesJson.Default.IReadOnlyListTesInput);
                return true;
            case 7 when JsonRow.Take(ref reader, "outputs"u8):
                details.Outputs = List(ref reader, TesJson.Default.IReadOnlyListTesOutput);
                return true;
            case 7 when JsonRow.Take(ref reader, "volumes"u8):
                details.Volumes = List(ref reader, TesJson.Default.IReadOnlyListString);
                return true;
            case 9 when JsonRow.Take(ref reader, "resources"u8):
                details.Resources = Part(ref reader, TesJson.Default.TesResources);
                return true;
            case 9 when JsonRow.Take(ref reader, "executors"u8):
                details.Executors = List(ref reader, TesJson.Default.IReadOnlyListTesExecutor);
                return true;
            default:
                return false;
        }
    }

    private static IReadOnlyList<T> List<T>(ref Utf8JsonReader reader, JsonTypeInfo<IReadOnlyList<T>> type) => Part(ref reader, type) is { Count: > 0 } items ? items : [];

    private static T? Part<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> type)
        where T : class =>
        reader.TokenType == JsonTokenType.Null ? null : JsonSerializer.Deserialize(ref reader, type);
}
