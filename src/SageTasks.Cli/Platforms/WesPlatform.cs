using System.CommandLine;
using SageTasks.Runs;
using SageTasks.Wes;

namespace SageTasks.Cli;

/// <summary>Runs on a GA4GH WES server.</summary>
internal static class WesPlatform
{
    public static Command Create(Terminal terminal)
    {
        var workflow = new Option<string>("--workflow") { Description = "A file of --folder, a TRS address (trs://…) or a URL.", Required = true, HelpName = "WORKFLOW" };
        var folder = new Option<DirectoryInfo?>("--folder") { Description = "The local folder that holds the workflow; what it imports goes along.", HelpName = "DIR" };
        var whole = new Option<bool>("--whole-folder") { Description = "Send everything in the folder along." };
        var parameters = new Option<string?>("--params") { Description = "Parameters as JSON or YAML; - for JSON from standard input.", HelpName = "FILE" };
        var type = new Option<string?>("--type") { Description = "CWL, WDL, NFL, SMK, … Default: by the workflow itself.", HelpName = "TYPE" };
        var version = new Option<string?>("--type-version") { Description = "The version of the language.", HelpName = "VERSION" };
        var engine = new Option<string?>("--engine") { Description = "The engine, where the server has several.", HelpName = "ENGINE" };
        var settings = new Option<string[]>("--engine-parameter") { Description = "A parameter of the engine.", HelpName = "NAME=VALUE" };
        var endpoint = Arguments.Endpoint("The server. Default: WES_ENDPOINT.");
        return RunCommands.Create(terminal, new RunPlatform<WesRunRequest>(
            "wes",
            "a GA4GH WES server",
            [workflow, folder, whole, parameters, type, version, engine, settings],
            [endpoint],
            (call, cancellationToken) => new WesTasks(Client(call.Get(endpoint))).CollectAsync(
                new WorkflowSubmission
                {
                    Workflow = call.Get(workflow)!,
                    Folder = call.Get(folder)?.FullName,
                    WholeFolder = call.Get(whole),
                    Parameters = call.Get(parameters) is { } file ? JsonFile.Parameters(call, "--params", file) : null,
                    WorkflowType = call.Get(type),
                    WorkflowTypeVersion = call.Get(version),
                    WorkflowEngine = call.Get(engine),
                    EngineParameters = (call.Get(settings) ?? []).Select(Setting).ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal),
                },
                cancellationToken),
            (call, _) => Task.FromResult<IRunPlatform<WesRunRequest>>(new WesRuns(Client(call.Get(endpoint))))));
    }

    private static WesClient Client(Uri? endpoint) => new(PlatformOptions.Wes(endpoint));

    private static (string Name, string Value) Setting(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0 ? (text[..at], text[(at + 1)..]) : throw new UsageException($"--engine-parameter '{text}': write NAME=VALUE.");
    }
}
