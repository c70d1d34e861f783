using System.Net;
using System.Text.Json.Nodes;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>
/// The local TES server against the document of TES 1.1, both ways: a request that says all that the document knows is taken, kept and given
/// back; an answer holds all that the document knows, and nothing else.
/// </summary>
public sealed class TesSpecificationTests : IDisposable
{
    private const string Spec = "ga4gh/tes-v1.1.openapi.yaml";
    private const string ServiceInfo = "ga4gh/service-info-1.0.0.yaml";

    private static readonly string[] ReadOnly = ["id", "state", "logs", "creation_time"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SpecFact(Spec, ServiceInfo)]
    public async Task All_that_a_task_can_say_is_taken_and_given_back()
    {
        var document = OpenApiDocument.Load(Specs.PathOf(Spec));
        var task = Everything();
        Assert.Equal([], Missing(document, document.Body("post", "/tasks"), task, "task").Except(ReadOnly.Select(name => $"task.{name}")));

        await using var tes = await TesSession.StartAsync(new LocalTesOptions { BackendParameters = ["VmSize"] });
        var checker = TesSpecification.Load()!;
        var answer = JsonNode.Parse((await tes.EndAsync(await tes.CreateAsync(task.ToJsonString()))).GetRawText())!;
        Assert.Equal([], tes.Seen.SelectMany(seen => checker.CheckRequest(TesSpecification.Exchange(seen))));
        foreach (var (name, value) in task)
        {
            Assert.True(JsonNode.DeepEquals(value, answer[name]), $"{name}: {answer[name]?.ToJsonString()}");
        }
    }

    [SpecFact(Spec, ServiceInfo)]
    public async Task A_task_that_ran_shows_all_that_the_document_knows()
    {
        var document = OpenApiDocument.Load(Specs.PathOf(Spec));
        await using var tes = await TesSession.StartAsync(new LocalTesOptions { BackendParameters = ["VmSize"] });
        var task = Everything();
        task["resources"]!["backend_parameters"]!["unsupported"] = "noted";
        var answer = JsonNode.Parse((await tes.EndAsync(await tes.CreateAsync(task.ToJsonString()))).GetRawText())!;
        Assert.Equal("COMPLETE", (string?)answer["state"]);
        Assert.Equal([], Missing(document, document.Answer("get", "/tasks/{id}"), answer, "task"));
    }

    [SpecFact(Spec, ServiceInfo)]
    public async Task Every_state_of_the_document_can_be_shown_and_asked_for()
    {
        var document = OpenApiDocument.Load(Specs.PathOf(Spec));
        var states = ((JsonArray)document.Resolve(document.Fields(document.Answer("get", "/tasks/{id}"))["state"])["enum"]!).Select(state => (string)state!).ToList();
        Assert.Equal(states.Order(), LocalTesState.All.Order());
        await using var tes = await TesSession.SimulateAsync();
        foreach (var state in states)
        {
            var id = tes.Tes.AddPastTask(new PastTesTask { State = state });
            Assert.Equal([id], await tes.ListAsync($"state={state}"));
        }
    }

    [SpecFact(Spec, ServiceInfo)]
    public async Task Every_operation_of_the_document_is_there()
    {
        await using var tes = await TesSession.SimulateAsync();
        var id = await tes.CreateAsync();
        foreach (var (method, path) in ((string, string)[])[("GET", "service-info"), ("GET", "tasks"), ("GET", $"tasks/{id}"), ("POST", $"tasks/{id}:cancel")])
        {
            Assert.Equal(HttpStatusCode.OK, (await tes.AskAsync(method, path)).Status);
        }

        var checker = TesSpecification.Load()!;
        Assert.All(tes.Seen, seen => Assert.Empty(checker.CheckRequest(TesSpecification.Exchange(seen))));
    }

    private JsonObject Everything()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "out"));
        var folder = new Uri(_folder.Path).AbsoluteUri;
        return JsonNode.Parse($$$"""
            {"name":"n","description":"d",
             "inputs":[{"name":"i","description":"di","path":"/in/a","url":"{{{folder}}}/none","content":"text\n","type":"FILE","streamable":true}],
             "outputs":[{"name":"o","description":"do","path":"/out/*.txt","path_prefix":"/out/","url":"{{{folder}}}/out/","type":"FILE"}],
             "resources":{"cpu_cores":2,"preemptible":true,"ram_gb":1.5,"disk_gb":8,"zones":["z"],"backend_parameters":{"VmSize":"A"},"backend_parameters_strict":false},
             "executors":[{"image":"alpine","command":["tee","/out/a.txt"],"workdir":"/w","stdin":"/in/a","stdout":"/o/out","stderr":"/o/err","env":{"A":"1"},"ignore_error":true}],
             "volumes":["/v"],"tags":{"k":"v","empty":""}}
            """)!.AsObject();
    }

    /// <summary>The fields that the document declares and the value has nowhere.</summary>
    private static IEnumerable<string> Missing(OpenApiDocument document, JsonNode declared, JsonNode? value, string where)
    {
        var schema = document.Resolve(declared);
        if ((string?)schema["type"] == "array")
        {
            var items = (JsonArray)value!;
            Assert.NotEmpty(items);
            return items.SelectMany(item => Missing(document, schema["items"]!, item, where));
        }

        var fields = document.Fields(schema);
        return fields.SelectMany(field => value?[field.Key] is { } inner ? Missing(document, field.Value, inner, $"{where}.{field.Key}") : [$"{where}.{field.Key}"]);
    }
}
