using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using SageTasks.ContractSuites;
using SageTasks.Testing;
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

    [SpecFact("cavatica/recorded/ga4gh_registry_wes_services.json")]
    public void The_WES_service_is_where_the_registry_says()
    {
        var services = JsonNode.Parse(Specs.Read("cavatica/recorded/ga4gh_registry_wes_services.json"))!["response"]!.AsArray();
        var own = services.Single(service => service!["id"]!.ToString() == "com.sbgenomics.cavatica-ga4gh-api.wes")!;

        Assert.Equal(new Uri(own["url"]!.ToString()).Host, CavaticaHosts.Ga4ghOf(CavaticaClientOptions.CavaticaEndpoint).Host);
    }

    [SpecFact("cavatica")]
    public void No_recorded_answer_and_no_example_is_left_out()
    {
        var cases = Cases(nameof(Recorded_answers_are_read_without_loss)).Concat(Cases(nameof(Examples_of_the_documentation_are_read_without_loss))).ToHashSet(StringComparer.Ordinal);
        string[] elsewhere = ["recorded/ga4gh_registry_wes_services.json", "root", "error_codes_seen"];
        var recorded = Directory.GetFiles(Specs.PathOf("cavatica/recorded")).Select(file => $"recorded/{Path.GetFileName(file)}");
        var examples = JsonNode.Parse(Specs.Read(Examples))!.AsObject().Select(example => example.Key).Where(name => !name.StartsWith('_'));

        Assert.Equal([], recorded.Concat(examples).Except(cases).Except(elsewhere));
    }

    [SpecFact(Examples)]
    public async Task The_local_platform_names_the_paths_and_gives_the_codes_of_the_documentation()
    {
        await using var cavatica = await LocalCavatica.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri($"{cavatica.Endpoint}/") };
        http.DefaultRequestHeaders.Add("X-SBG-Auth-Token", cavatica.Token);
        var examples = JsonNode.Parse(Specs.Read(Examples))!;
        var root = JsonNode.Parse(await http.GetStringAsync(cavatica.Endpoint))!.AsObject();
        Assert.Equal([], examples["root"]!["GET /v2/"]!.AsObject().Select(path => path.Key).Except(root.Select(path => path.Key)));

        var project = cavatica.AddProject("p");
        foreach (var (path, body, code) in new (string Path, string? Body, int Code)[]
        {
            ("users/nobody", null, 2002), ("projects/sage/none", null, 3002), ($"projects/{project}/members", $$"""{"username":"{{cavatica.UserName}}"}""", 3003),
            ($"projects/{project}/members", "{}", 3005), ("tasks", "{}", 3006), ("projects", """{"name":""}""", 3007), ("projects", """{"name":"x"}""", 3008),
            ("files?project=p", null, 3012), ("billing/groups/none", null, 4002),
        })
        {
            using var answer = body is null ? await http.GetAsync(new Uri(path, UriKind.Relative)) : await http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body));
            var error = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            Assert.Equal((path, code), (path, error["code"]!.GetValue<int>()));
            Assert.StartsWith($"{(int)answer.StatusCode} ", examples["error_codes_seen"]!["codes"]![$"{code}"] + " ", StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Cases(string method) => typeof(ExampleTests).GetMethod(method)!
        .GetCustomAttributesData().Where(data => data.AttributeType == typeof(InlineDataAttribute))
        .Select(data => ((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)[0].Value!.ToString()!);

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
