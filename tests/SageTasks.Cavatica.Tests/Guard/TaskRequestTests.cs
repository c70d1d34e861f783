using System.Text.Json.Nodes;
using SageTasks.Cavatica.Tests.Local;
using SageTasks.Cavatica.Tests.Stubs;
using SageTasks.ContractSuites;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Testing;

namespace SageTasks.Cavatica.Tests.Guard;

/// <summary>What of a request is the work, and what is sent of it.</summary>
public sealed class TaskRequestTests : IDisposable
{
    private readonly StubCavatica _stub = new();

    public void Dispose() => _stub.Dispose();

    [Fact]
    public async Task Only_the_inputs_that_hold_a_placeholder_are_sent_again()
    {
        Draft("""
            {"name":"t1.bam","threads":4.0,"reads":{"class":"File","path":"f1","secondaryFiles":[{"class":"File","path":"f2"}]},
             "list":[{"sample":"t1","bam":{"class":"File","path":"f3"}}]}
            """);

        await new CavaticaRuns(_stub.Client()).StartAsync("t1");

        Assert.Equal(
            """{"inputs":{"name":"t1.bam","list":[{"sample":"t1","bam":{"class":"File","path":"f3"}}]}}""",
            Assert.Single(_stub.Requests, request => request.Method == "PATCH").Body);
        Assert.Equal("/v2/tasks/t1/actions/run", _stub.Requests[^1].Path);
    }

    [Theory]
    [InlineData("""{"name":"t1.bam","list":[{"sample":"t1","bam":{"class":"File","path":"f3"}}]}""")]
    [InlineData("""{"name":"__sagetasks_run_id__.bam","threads":4,"reads":{"class":"File","path":"f1"},"list":[{"sample":"t1","bam":{"class":"File","path":"f3"}}]}""")]
    public async Task A_draft_that_holds_other_inputs_than_were_wanted_is_not_run(string changed)
    {
        Draft(changed);

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => new CavaticaRuns(_stub.Client()).StartAsync("t1"));

        Assert.Contains("keeps other inputs", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_stub.Requests, request => request.Method == "POST");
    }

    [Theory]
    [InlineData("""{"reads":{"class":"File","path":"f1","secondaryFiles":[{"class":"File","path":"f2"}]}}""")]
    [InlineData("""{"reads":[{"bam":{"class":"File","path":"f1","secondaryFiles":[{"class":"File","path":"f2"}]}}]}""")]
    public async Task Secondary_files_are_refused_before_anything_is_sent(string inputs)
    {
        var request = new TaskRequest { Project = "ann/p", App = "ann/p/app/1", Inputs = JsonNode.Parse(inputs)!.AsObject() };

        var refused = await Assert.ThrowsAsync<TaskRefusedException>(() => new CavaticaRuns(_stub.Client()).PrepareAsync(request));

        Assert.StartsWith("reads: ", Assert.Single(refused.Violations), StringComparison.Ordinal);
        Assert.Empty(_stub.Requests);
    }

    [Fact]
    public async Task Where_outputs_go_is_part_of_the_work()
    {
        var time = new SkippingTime();
        await using var cavatica = await LocalCavatica.StartAsync(new LocalCavaticaOptions { IsScripted = true, TimeProvider = time });
        var project = cavatica.AddProject("p");
        var app = cavatica.AddApp(project, "wf", """{"class":"CommandLineTool","cwlVersion":"v1.2","inputs":{},"outputs":{"out":"File"}}""");
        var plain = new TaskRequest { Project = project, App = app, Name = "wf" };
        var main = plain with { OutputLocation = new OutputLocation { MainLocation = "results/<task_id>" } };
        var nodes = plain with
        {
            OutputLocation = new OutputLocation
            {
                MainLocation = "results/<task_id>",
                NodesOverride = true,
                NodesLocation = new JsonObject { ["out"] = new JsonObject { ["output_location"] = "counts" } },
            },
        };

        var first = new List<Submission>();
        var again = new List<Submission>();
        foreach (var submissions in new[] { first, again })
        {
            foreach (var request in new[] { plain, main, nodes })
            {
                submissions.Add(await SubmitAsync(request));
            }
        }

        Assert.Equal(3, first.Select(submission => submission.RunId).Distinct().Count());
        Assert.Equal(first.Select(submission => submission.RunId), again.Select(submission => submission.RunId));
        Assert.All(again, submission => Assert.Equal(SubmissionOutcome.Attached, submission.Outcome));
        Assert.Equal("counts", (string?)(await cavatica.Connect().GetTaskAsync(first[2].RunId)).OutputLocation!.NodesLocation!["out"]!["output_location"]);

        Task<Submission> SubmitAsync(TaskRequest request) => new SubmissionGuard(time: time).SubmitAsync(
            new HoldingPlatform<TaskRequest>(new CavaticaRuns(cavatica.Connect(), new CavaticaRunsOptions { Project = project }, time.WhileHeld), time),
            request,
            new SubmissionPolicy { SettleTime = TimeSpan.FromSeconds(1), CommitHorizon = TimeSpan.FromSeconds(1) });
    }

    [Fact]
    public async Task A_place_for_outputs_that_is_shown_empty_is_none()
    {
        _stub.On("GET", "/v2/tasks/t1", """
            {"id":"t1","status":"RUNNING","app":"ann/p/app/1","output_location":{"main_location":"","main_location_alias":null,"nodes_override":false,"nodes_location":{}}}
            """);
        var runs = new CavaticaRuns(_stub.Client());

        var stored = await runs.ReadRequestAsync("t1");

        Assert.Null(stored!.Fields["output_location"]);
    }

    private void Draft(string changed) => _stub
        .On("GET", "/v2/tasks/t1", """
            {"id":"t1","status":"DRAFT","inputs":{"name":"__sagetasks_run_id__.bam","threads":4,"unset":null,
             "reads":{"class":"File","path":"f1","secondaryFiles":[{"class":"File","path":"f2"}]},
             "list":[{"sample":"__sagetasks_run_id__","bam":{"class":"File","path":"f3","name":"x.bam","size":3}}]}}
            """)
        .On("PATCH", "/v2/tasks/t1", $$"""{"id":"t1","status":"DRAFT","inputs":{{changed}}}""");
}
