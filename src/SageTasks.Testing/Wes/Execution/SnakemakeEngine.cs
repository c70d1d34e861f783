using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SageTasks.Testing.Wes;

/// <summary>Runs Snakemake: parameters are its configuration, and every file that the run leaves is an output.</summary>
internal sealed partial class SnakemakeEngine : IWorkflowEngine
{
    public const string Program = "snakemake";

    public WorkflowLanguage Language { get; } = new("SMK", ["1.0"], Program, InstalledEngines.Version(Program));

    public bool Fetches => true;

    public bool IsOneStep => false;

    public WorkflowCommand Command(RunRequest request, string workflow, string parameters) =>
        new([Program, "--snakefile", workflow, "--cores", "1", "--nocolor", "--configfile", parameters, .. EngineOptions.Of(request)]);

    public Action<string> Reader(TaskBook tasks)
    {
        string? rule = null;
        return line =>
        {
            if (Rule().Match(line) is { Success: true } begun)
            {
                rule = begun.Groups["name"].Value;
            }
            else if (rule is not null && Job().Match(line) is { Success: true } job)
            {
                tasks.Begin(job.Groups["id"].Value, rule, command: null);
                rule = null;
            }
            else if (Finished().Match(line) is { Success: true } finished)
            {
                tasks.End(finished.Groups["id"].Value, 0);
            }
        };
    }

    public JsonNode Outputs(RunFiles files, IReadOnlyList<string> before) => ShellEngine.NewFiles(files, before);

    [GeneratedRegex(@"^(local)?(rule|checkpoint) (?<name>[^:]+):$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^ +jobid: (?<id>\d+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Job();

    [GeneratedRegex(@"^Finished job (?<id>\d+)\.$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Finished();
}
