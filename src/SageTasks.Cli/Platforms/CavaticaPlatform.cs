using System.CommandLine;
using SageTasks.Cavatica;
using SageTasks.Runs;

namespace SageTasks.Cli;

/// <summary>Tasks on Cavatica and its sister platforms.</summary>
internal static class CavaticaPlatform
{
    public static Command Create(Terminal terminal)
    {
        var app = new Option<string>("--app") { Description = "The app, with its revision for repeatable work: owner/project/app/3", Required = true, HelpName = "APP" };
        var project = new Option<string>("--project") { Description = "The project: owner/project", Required = true, HelpName = "PROJECT" };
        var inputs = new Option<string?>("--inputs") { Description = "Inputs of the app as JSON, files as { \"class\": \"File\", \"path\": \"…\" }; - for standard input.", HelpName = "FILE" };
        var name = new Option<string?>("--name") { Description = "What the task is called.", HelpName = "TEXT" };
        var description = new Option<string?>("--description") { Description = "What it is for.", HelpName = "TEXT" };
        var spot = new Option<bool?>("--interruptible") { Description = "Whether instances that may be taken away are used. Default: the project's setting." };
        return RunCommands.Create(terminal, new RunPlatform<TaskRequest>(
            "cavatica",
            "Cavatica (Seven Bridges)",
            [app, project, inputs, name, description, spot],
            [],
            (call, _) => Task.FromResult(new TaskRequest
            {
                App = call.Get(app)!,
                Project = call.Get(project)!,
                Inputs = call.Get(inputs) is { } file ? JsonFile.Parameters(call, "--inputs", file) : null,
                Name = call.Get(name),
                Description = call.Get(description),
                UseInterruptibleInstances = call.Get(spot),
            }),
            (_, _) => Task.FromResult<IRunPlatform<TaskRequest>>(new CavaticaRuns(new CavaticaClient(PlatformOptions.Cavatica())))));
    }
}
