using Microsoft.Extensions.DependencyInjection;
using SageTasks.Cavatica;
using SageTasks.Runs;
using SageTasks.Testing;

namespace SageTasks.TrimmedApp;

internal static class CavaticaChecks
{
    public static async Task<string> OnePieceOfWorkIsOneTaskAsync()
    {
        await using var server = await LocalCavatica.StartAsync(new LocalCavaticaOptions { IsScripted = true });
        var project = server.AddProject("study");
        server.AddApp(project, "count", """{"class":"CommandLineTool","cwlVersion":"v1.2","inputs":{"reads":"File","threads":"int?"},"outputs":{}}""");
        var file = server.AddFile(project, "a.fq", "ACGT"u8.ToArray());
        var services = new ServiceCollection();
        services.AddSageTasks().AddCavatica(options => (options.Endpoint, options.Token) = (server.Endpoint, server.Token));
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<CavaticaClient>();
        var runs = provider.GetRequiredService<IRunPlatform<TaskRequest>>();
        var request = new TaskRequest { Project = project, App = $"{project}/count", Inputs = new TaskInputs().AddFile("reads", file).Add("threads", 2).ToJson() };
        var guard = new SubmissionGuard();
        var policy = SubmissionPolicy.Default with { Confirm = ConfirmMode.Early, SettleTime = TimeSpan.FromSeconds(1) };

        var launched = await guard.SubmitAsync(runs, request, policy);
        var again = await guard.SubmitAsync(runs, request, policy);
        var stored = await client.GetTaskAsync(launched.RunId);

        Survivors.Require(launched.Outcome, SubmissionOutcome.Launched);
        Survivors.Require(again.RunId, launched.RunId);
        Survivors.Require((int)stored.Inputs!["threads"]!, 2);
        return $"{launched.Outcome}, then {again.Outcome}";
    }
}
