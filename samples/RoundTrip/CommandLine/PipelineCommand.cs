using System.CommandLine;
using RoundTrip.Pipelines;

namespace RoundTrip.CommandLine;

/// <summary>The command that is one of the two pipelines, for a Tower in another process.</summary>
internal static class PipelineCommand
{
    public static Command Make()
    {
        var name = new Argument<string>("NAME") { Description = "The pipeline." };
        name.AcceptOnlyFromAmong("read-stats", "read-report");
        var command = new Command(
            "pipeline",
            "Be a run of one of the two pipelines: with params.json in the current folder and NXF_RUN_NAME, as LocalPlatforms --pipeline starts programs, and TOWER_ACCESS_TOKEN and TOWER_API_ENDPOINT.")
        {
            name,
        };
        command.SetAction((parsed, cancellationToken) => Ending.OfAsync(
            async () =>
            {
                using var run = await ProgramRun.OpenAsync(cancellationToken);
                await (parsed.GetValue(name) == "read-stats" ? ReadStatsPipeline.RunAsync(run, cancellationToken) : ReportPipeline.RunAsync(run, cancellationToken));
            },
            cancellationToken));
        return command;
    }
}
