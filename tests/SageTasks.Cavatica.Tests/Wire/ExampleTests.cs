using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using SageTasks.ContractSuites;
using static SageTasks.Cavatica.CavaticaJson;

namespace SageTasks.Cavatica.Tests.Wire;

/// <summary>Recorded answers and the examples of the documentation are read without loss: what is written again holds every field.</summary>
public sealed class ExampleTests
{
    private const string Examples = "cavatica/docs_examples.json";

    [SpecTheory("cavatica")]
    [InlineData("recorded/cavatica_drs_object_1.json", "DrsObject")]
    [InlineData("recorded/cavatica_drs_object_2.json", "DrsObject")]
    [InlineData("recorded/cavatica_wes_run_log_1.json", "WesRunLog")]
    [InlineData("recorded/cavatica_wes_run_log_2.json", "WesRunLog")]
    public void Recorded_answers_are_read_without_loss(string file, string type) =>
        AssertKept(JsonNode.Parse(Specs.Read($"cavatica/{file}"))!["response"]!, TypeOf(type));

    [SpecTheory(Examples)]
    [InlineData("task_run", "POST /v2/tasks/{id}/actions/run", "CavaticaTask")]
    [InlineData("bulk_tasks_get", "request", "TasksById")]
    [InlineData("bulk_tasks_get", "response", "BulkAnswerCavaticaTask")]
    [InlineData("bulk_tasks_get_fields", "response", "BulkAnswerCavaticaTask")]
    [InlineData("bulk_files_get", "request", "FilesById")]
    [InlineData("bulk_files_get", "response", "BulkAnswerCavaticaFile")]
    [InlineData("file_metadata_get", "response", "JsonObject")]
    [InlineData("upload_init_request", "request", "NewUpload")]
    [InlineData("upload_report_part", "request", "PartReport")]
    [InlineData("bulk_export", "request", "NewExports")]
    [InlineData("async_copy", "request", "FileJobItems")]
    [InlineData("drs_bulk_import_get", "response", "DrsImport")]
    [InlineData("drs_object", "response", "DrsObject")]
    [InlineData("drs_object_2024", "response", "DrsObject")]
    [InlineData("wes_list", "response", "WesRunPage")]
    [InlineData("wes_status", "response", "WesRun")]
    public void Examples_of_the_documentation_are_read_without_loss(string example, string part, string type) =>
        AssertKept(JsonNode.Parse(Specs.Read(Examples))![example]![part]!, TypeOf(type));

    private static JsonTypeInfo TypeOf(string name) => (JsonTypeInfo)typeof(CavaticaJson).GetProperty(name)!.GetValue(Default)!;

    private static void AssertKept(JsonNode example, JsonTypeInfo type)
    {
        var written = JsonSerializer.SerializeToNode(JsonSerializer.Deserialize(example, type), type);
        Assert.Empty(Lost(example, written, string.Empty));
    }

    private static IEnumerable<string> Lost(JsonNode? example, JsonNode? written, string place) => (example, written) switch
    {
        (null, _) => [],
        (JsonObject fields, JsonObject kept) => fields.SelectMany(field => Lost(field.Value, kept[field.Key], $"{place}/{field.Key}")),
        (JsonArray items, JsonArray kept) when items.Count == kept.Count => items.SelectMany((item, index) => Lost(item, kept[index], $"{place}/{index}")),
        _ when written is not null && (JsonNode.DeepEquals(example, written) || IsSameTime(example, written)) => [],
        _ => [$"{place}: {example.ToJsonString()} became {written?.ToJsonString() ?? "nothing"}"],
    };

    private static bool IsSameTime(JsonNode one, JsonNode other) =>
        DateTimeOffset.TryParse(one.ToString(), out var first) && DateTimeOffset.TryParse(other.ToString(), out var second) && first == second;
}
