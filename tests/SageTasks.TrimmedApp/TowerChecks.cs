using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SageTasks.Runs;
using SageTasks.Testing;
using SageTasks.Tower;

namespace SageTasks.TrimmedApp;

internal static class TowerChecks
{
    private const string Pipeline = "https://github.com/nf-core/rnaseq";

    public static async Task<string> OnePieceOfWorkIsOneRunAsync()
    {
        await using var server = await LocalTower.StartAsync();
        server.AddPipeline(Pipeline, static (_, _) => Task.CompletedTask);
        var services = new ServiceCollection();
        services.AddSageTasks().AddTower(options =>
        {
            options.Endpoint = server.Url;
            options.Token = server.Token;
            options.WorkspaceId = server.WorkspaceId;
        });
        await using var provider = services.BuildServiceProvider();
        var runs = provider.GetRequiredService<IRunPlatform<TowerLaunch>>();
        var guard = new SubmissionGuard();
        var policy = SubmissionPolicy.Default with { Confirm = ConfirmMode.Early, SettleTime = TimeSpan.FromSeconds(1) };

        var launched = await guard.SubmitAsync(runs, new RunPlan<TowerLaunch> { Request = Launch("""{"a":1.0,"b":"x"}""") }, policy);
        var again = await guard.SubmitAsync(runs, new RunPlan<TowerLaunch> { Request = Launch("""{"b":"x","a":1}""") }, policy);

        Survivors.Require(launched.Outcome, SubmissionOutcome.Launched);
        Survivors.Require(again.RunId, launched.RunId);
        Survivors.Require(server.Runs.Count, 1);
        return $"{launched.Outcome}, then {again.Outcome}";
    }

    private static TowerLaunch Launch(string parameters) =>
        new() { Pipeline = Pipeline, WorkDir = "/work", Parameters = JsonNode.Parse(parameters)!.AsObject() };
}
