using System.CommandLine;
using SageTasks.Runs;
using SageTasks.Tes;

namespace SageTasks.Cli;

/// <summary>Tasks on a GA4GH TES server.</summary>
internal static class TesPlatform
{
    public static Command Create(Terminal terminal)
    {
        var task = new Argument<string>("TASK") { Description = "The task as TES JSON; - for standard input." };
        var endpoint = Arguments.Endpoint("The server. Default: TES_ENDPOINT, else FUNNEL_SERVER.");
        var strict = new Option<bool>("--strict") { Description = "Refuse what the server would leave out of a task, rather than warn." };
        return RunCommands.Create(terminal, new RunPlatform<TesTask>(
            "tes",
            "a GA4GH TES server",
            [task, strict],
            [endpoint],
            (call, _) => Task.FromResult(JsonFile.Read(call, "TASK", call.Get(task), TesTask.FromJson)),
            (call, _) => Task.FromResult<IRunPlatform<TesTask>>(
                new TesRuns(new TesClient(PlatformOptions.Tes(call.Get(endpoint))), new TesRunsOptions { Strict = call.Parsed.GetResult(strict) is not null && call.Get(strict) }))));
    }
}
