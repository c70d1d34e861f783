using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SageTasks.Runs;
using SageTasks.Testing;
using SageTasks.Wes;

namespace SageTasks.TrimmedApp;

internal static class WesChecks
{
    public static async Task<string> OnePieceOfWorkIsOneRunAsync()
    {
        await using var server = await LocalWes.StartAsync(new LocalWesOptions { IsScripted = true });
        var services = new ServiceCollection();
        services.AddSageTasks().AddWes(options => options.Endpoint = server.Endpoint);
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<WesClient>();
        var runs = provider.GetRequiredService<IRunPlatform<WesRunRequest>>();
        var guard = new SubmissionGuard();
        var policy = SubmissionPolicy.Default with { Confirm = ConfirmMode.Early, SettleTime = TimeSpan.FromSeconds(1) };

        var launched = await guard.SubmitAsync(runs, new RunPlan<WesRunRequest> { Request = Request("""{"a":1.0,"b":"x"}""") }, policy);
        var again = await guard.SubmitAsync(runs, new RunPlan<WesRunRequest> { Request = Request("""{"b":"x","a":1}""") }, policy);
        var stored = await client.GetRunAsync(launched.RunId);
        var info = await client.GetServiceInfoAsync();

        Survivors.Require(launched.Outcome, SubmissionOutcome.Launched);
        Survivors.Require(again.RunId, launched.RunId);
        Survivors.Require(stored.Request!.Tags!["study"], "7");
        Survivors.Require(info.Type!.Artifact, "wes");
        await foreach (var run in client.ListRunsAsync(new WesRunQuery { Tags = new Dictionary<string, string> { ["study"] = "7" } }))
        {
            Survivors.Require(run.RunId, launched.RunId);
        }

        return $"{launched.Outcome}, then {again.Outcome}";
    }

    private static WesRunRequest Request(string parameters) => new()
    {
        WorkflowUrl = "main.cwl",
        WorkflowType = "CWL",
        WorkflowTypeVersion = "v1.2",
        Parameters = JsonNode.Parse(parameters)!.AsObject(),
        Attachments = [WesAttachment.FromText("main.cwl", "cwlVersion: v1.2")],
        Tags = new Dictionary<string, string> { ["study"] = "7" },
    };
}
