using System.CommandLine;
using SageTasks.Runs;
using SageTasks.Tower;

namespace SageTasks.Cli;

/// <summary>Runs on Nextflow Tower.</summary>
internal static class TowerPlatform
{
    public static Command Create(Terminal terminal)
    {
        var pipeline = new Option<string>("--pipeline") { Description = "A repository, or the name of a pipeline in the workspace.", Required = true, HelpName = "PIPELINE" };
        var revision = new Option<string?>("--revision") { Description = "A tag, branch or commit.", HelpName = "REVISION" };
        var pin = new Option<bool>("--pin-revision") { Description = "Launch the commit that the revision names now." };
        var parameters = new Option<string?>("--params") { Description = "Parameters as JSON or YAML; - for JSON from standard input.", HelpName = "FILE" };
        var profiles = new Option<string[]>("--config-profile") { Description = "A configuration profile of the pipeline; several in order.", HelpName = "NAME" };
        var compute = new Option<string?>("--compute-env") { Description = "Name or id of the compute environment. Default: the workspace's primary one.", HelpName = "NAME" };
        var work = new Option<string?>("--work-dir") { Description = "Where the pipeline works.", HelpName = "URL" };
        var output = new Option<string?>("--output-dir") { Description = "Where results go, for pipelines that read outputDir.", HelpName = "URL" };
        var config = new Option<string?>("--nextflow-config") { Description = "Nextflow configuration to add.", HelpName = "FILE" };
        var labels = new Option<string[]>("--label") { Description = "A label of the run.", HelpName = "LABEL" };
        var name = new Option<string?>("--name-prefix") { Description = "What the run's name begins with.", HelpName = "TEXT" };
        var check = new Option<bool>("--no-check") { Description = "Do not hold the parameters against the pipeline's schema." };
        var workspace = new Option<string?>("--workspace") { Description = "Id of the workspace, or organization/workspace. Default: TOWER_WORKSPACE_ID, else the personal one.", HelpName = "WORKSPACE" };
        return RunCommands.Create(terminal, new RunPlatform<TowerLaunch>(
            "tower",
            "Nextflow Tower (Seqera Platform)",
            [pipeline, revision, pin, parameters, profiles, compute, work, output, config, labels, name, check],
            [workspace],
            (call, _) => Task.FromResult(new TowerLaunch
            {
                Pipeline = call.Get(pipeline)!,
                Revision = call.Get(revision),
                PinRevision = call.Get(pin),
                Parameters = call.Get(parameters) is { } file ? JsonFile.Parameters(call, "--params", file) : null,
                Profiles = call.Get(profiles) is { Length: > 0 } given ? given : null,
                ComputeEnv = call.Get(compute),
                WorkDir = call.Get(work),
                OutputDir = call.Get(output),
                ConfigText = call.Get(config) is { } text ? JsonFile.Read(call, "--nextflow-config", text, read => read) : null,
                Labels = call.Get(labels) ?? [],
                RunNamePrefix = call.Get(name),
                CheckParameters = !call.Get(check),
            }),
            (call, _) => Task.FromResult<IRunPlatform<TowerLaunch>>(new TowerRuns(Client(call.Get(workspace))))));
    }

    public static TowerClient Client(string? workspace)
    {
        var options = PlatformOptions.Tower();
        if (long.TryParse(workspace, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id))
        {
            options.WorkspaceId = id;
        }
        else
        {
            options.Workspace = workspace;
        }

        return new TowerClient(options);
    }
}
