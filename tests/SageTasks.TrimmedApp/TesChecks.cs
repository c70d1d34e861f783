using Microsoft.Extensions.DependencyInjection;
using SageTasks.Runs;
using SageTasks.Tes;
using SageTasks.Testing;

namespace SageTasks.TrimmedApp;

internal static class TesChecks
{
    public static async Task<string> OnePieceOfWorkIsOneTaskAsync()
    {
        await using var server = await LocalTes.StartAsync(new LocalTesOptions { Simulation = new LocalTesSimulation() });
        var services = new ServiceCollection();
        services.AddSageTasks().AddTes(options => options.Endpoint = server.Url);
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<TesClient>();
        var runs = provider.GetRequiredService<IRunPlatform<TesTask>>();
        var built = await new TesTaskBuilder("count")
            .Input("/in/a.txt", "s3://bucket/a.txt")
            .Run("debian", ["wc", "-l", "/in/a.txt"], executor => executor with { Env = new Dictionary<string, string> { ["LC_ALL"] = "C" } })
            .Needs(cpuCores: 1, ramGb: 0.5)
            .BuildForAsync(client);
        var guard = new SubmissionGuard();
        var policy = SubmissionPolicy.Default with { Confirm = ConfirmMode.Early, SettleTime = TimeSpan.FromSeconds(1) };

        var launched = await guard.SubmitAsync(runs, new RunPlan<TesTask> { Request = built.Task }, policy);
        var again = await guard.SubmitAsync(runs, new RunPlan<TesTask> { Request = TesTask.FromJson(built.Task.ToJson()) }, policy);
        var stored = await client.GetTaskAsync(launched.RunId);

        Survivors.Require(launched.Outcome, SubmissionOutcome.Launched);
        Survivors.Require(again.RunId, launched.RunId);
        Survivors.Require(stored.Executors[0].Env["LC_ALL"], "C");
        await foreach (var task in client.ListTasksAsync(new TesTaskQuery { NamePrefix = "cou" }))
        {
            Survivors.Require(task.Id, launched.RunId);
        }

        return $"{launched.Outcome}, then {again.Outcome}";
    }
}
