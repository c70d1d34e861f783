using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Tests;

/// <summary>Apps in CWL are executed by cwltool.</summary>
public sealed class CavaticaCwlTests
{
    private static readonly LocalCavaticaOptions Real = new();

    private const string Tool = """
        {"cwlVersion":"v1.2","class":"CommandLineTool","baseCommand":["wc","-c"],"stdout":"count.txt",
         "inputs":{"text":{"type":"File","inputBinding":{"position":1}}},"outputs":{"count":{"type":"stdout"}}}
        """;

    [CwltoolFact]
    public async Task Cwl_is_run_by_cwltool()
    {
        await using var session = await CavaticaSession.StartAsync(Real);
        var done = await RunTextAsync(session, Tool);
        var message = done.GetProperty("execution_status").GetProperty("message").GetString();

        Assert.True(done.GetProperty("status").GetString() == "COMPLETED", message);
        var count = await session.GetAsync($"files/{done.GetProperty("outputs").GetProperty("count").GetProperty("path").GetString()}");
        Assert.StartsWith("5", (await session.ReadAsync(count)).TrimStart(), StringComparison.Ordinal);
        Assert.Equal("DONE", (await session.GetAsync($"tasks/{done.GetProperty("id").GetString()}/execution_details")).GetProperty("jobs")[0].GetProperty("status").GetString());
    }

    [CwltoolFact]
    public async Task Apps_that_require_containers_run_without_them_and_what_is_refused_says_why()
    {
        await using var session = await CavaticaSession.StartAsync(Real);
        var tool = JsonNode.Parse(Tool)!.AsObject();
        (tool["requirements"], tool["sbg:links"]) = (JsonNode.Parse("""[{"class":"DockerRequirement","dockerPull":"debian:12"}]"""), "none");
        var workflow = JsonNode.Parse("""
            {"cwlVersion":"v1.2","class":"Workflow","inputs":{"text":"File"},"outputs":{"count":{"type":"File","outputSource":"step/count"}},
             "steps":{"step":{"in":{"text":"text"},"out":["count"]}}}
            """)!.AsObject();
        workflow["steps"]!["step"]!["run"] = tool;

        var done = await RunTextAsync(session, workflow.ToJsonString());
        var refused = await RunTextAsync(session, workflow.ToJsonString().Replace("step/count", "step/none", StringComparison.Ordinal));
        var jobs = (await session.GetAsync($"tasks/{refused.GetProperty("id").GetString()}/execution_details")).GetProperty("jobs");

        Assert.Equal("COMPLETED", done.GetProperty("status").GetString());
        Assert.Equal("FAILED", refused.GetProperty("status").GetString());
        Assert.NotEqual("", await session.ReadAsync(await session.GetAsync(jobs[0].GetProperty("logs").GetProperty("stderr.log").GetString()!)));
    }

    private static async Task<JsonElement> RunTextAsync(CavaticaSession session, string cwl)
    {
        var app = session.Cavatica.AddApp(session.Project, "containers", cwl);
        var file = session.Cavatica.AddFile(session.Project, "a.txt", "alpha"u8.ToArray());
        var begun = await session.SendAsync(
            "POST", "tasks?action=run", $$$"""{"project":"sage/study","app":"{{{app}}}","inputs":{"text":{"class":"File","path":"{{{file}}}"} } }""", HttpStatusCode.Created);
        return await session.EndAsync(begun.GetProperty("id").GetString()!);
    }
}
