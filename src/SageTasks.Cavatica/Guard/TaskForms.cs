using System.Text.Json;
using System.Text.Json.Nodes;
using SageTasks.Runs;

namespace SageTasks.Cavatica;

/// <summary>Brings a task that is asked for, and one that the platform stored, into the same form: what the platform adds to inputs counts as
/// not given.</summary>
internal static class TaskForms
{
    public static CanonicalRequest Of(TaskRequest task) => Form(
        task.App, task.Inputs, task.BatchInput, task.BatchBy, task.OutputLocation, task.Name, task.Description, task.UseInterruptibleInstances, task.ExecutionSettings);

    public static CanonicalRequest OfStored(CavaticaTask task) => Form(
        task.App!, task.Inputs, task.BatchInput, task.BatchBy, task.OutputLocation, task.Name, TaskMarks.Without(task.Description), task.UseInterruptibleInstances,
        task.ExecutionSettings);

    /// <summary>Inputs without nulls, files and folders reduced to class and path: what may be compared, and sent again.</summary>
    public static JsonObject Inputs(JsonObject? inputs) => (JsonObject)Reduced(inputs ?? [])!;

    /// <summary>The inputs that hold a placeholder, as they are sent again: the platform merges them into the others, which stay as they were sent.</summary>
    public static JsonObject InputsWithPlaceholder(JsonObject? inputs) =>
        Inputs(new JsonObject((inputs ?? []).Where(input => RunPlaceholder.IsIn(input.Value)).Select(input => KeyValuePair.Create(input.Key, input.Value?.DeepClone()))));

    /// <summary>Whether a file of the value names secondary files.</summary>
    public static bool HasSecondaryFiles(JsonNode? value) => value switch
    {
        JsonObject fields => (KindOf(fields) is not null && fields["secondaryFiles"] is JsonArray { Count: > 0 }) || fields.Any(field => HasSecondaryFiles(field.Value)),
        JsonArray items => items.Any(HasSecondaryFiles),
        _ => false,
    };

    private static CanonicalRequest Form(
        string app, JsonObject? inputs, string? batchInput, BatchBy? batchBy, OutputLocation? location, string? name, string? description, bool? interruptible,
        ExecutionSettings? settings) => new()
        {
            Fields = new JsonObject
            {
                ["app"] = app,
                [CanonicalRequest.Parameters] = Inputs(inputs),
                ["batch_input"] = Given(batchInput),
                ["batch_by"] = Given(batchInput) is null ? null : Batch(batchBy),
                ["output_location"] = Place(location),
            },
            Optional = new JsonObject
            {
                ["name"] = name,
                ["description"] = Given(description),
                ["use_interruptible_instances"] = interruptible,
                ["execution_settings"] = settings is null ? null : Reduced(JsonSerializer.SerializeToNode(settings, CavaticaJson.Default.ExecutionSettings)),
            },
        };

    /// <summary>How a batch is taken apart, in one spelling.</summary>
    public static JsonObject? Batch(BatchBy? batch) => batch?.Type.Value is not { } type ? null : new JsonObject
    {
        ["type"] = type.ToLowerInvariant(),
        ["criteria"] = batch.Criteria is { Count: > 0 } criteria ? new JsonArray([.. criteria.Select(criterion => JsonValue.Create(criterion))]) : null,
    };

    // The platform shows a location that was not asked for as an object of empty fields.
    private static JsonObject? Place(OutputLocation? location)
    {
        if (location is null)
        {
            return null;
        }

        var place = (JsonObject)Reduced(JsonSerializer.SerializeToNode(location, CavaticaJson.Default.OutputLocation))!;
        foreach (var (name, value) in place.ToList())
        {
            if (value is JsonObject { Count: 0 } || (value is JsonValue given && given.ToString() is "" or "false"))
            {
                place.Remove(name);
            }
        }

        return place.Count > 0 ? place : null;
    }

    private static JsonNode? Reduced(JsonNode? value) => value switch
    {
        null => null,
        JsonObject fields when KindOf(fields) is { } kind => File(fields, kind),
        JsonObject fields => new JsonObject(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, Reduced(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Reduced)]),
        _ => value.DeepClone(),
    };

    // Some clients write Folder for Directory.
    private static string? KindOf(JsonObject fields) => fields["class"] is JsonValue value && value.GetValueKind() == JsonValueKind.String
        ? value.ToString() switch
        {
            "File" => "File",
            "Directory" or "Folder" => "Directory",
            _ => null,
        }
        : null;

    // A literal has contents and no place.
    private static JsonObject File(JsonObject fields, string kind)
    {
        var file = new JsonObject { ["class"] = kind };
        if ((fields["path"] ?? fields["location"])?.DeepClone() is { } path)
        {
            file["path"] = path;
        }
        else
        {
            foreach (var name in new[] { "basename", "contents", "listing" })
            {
                if (fields[name] is { } value)
                {
                    file[name] = Reduced(value);
                }
            }
        }

        return file;
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
