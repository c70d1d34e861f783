using System.Text.RegularExpressions;

namespace SageTasks.Testing;

/// <summary>Tasks of engines that leave marks of their own.</summary>
internal static partial class EngineTasks
{
    private const string NextflowFolder = "/work";

    /// <summary>Nextflow wraps every task in the same script, in a folder of one name.</summary>
    public static Submitter? Nextflow(TesTask task) =>
        task.Executors?.Any(executor => executor.Workdir == NextflowFolder && executor.Command!.Any(word => word.Contains($"{NextflowFolder}/.command.run", StringComparison.Ordinal))) == true
            ? new Submitter("nextflow", null, null, task.Name?.Split(" (")[0])
            : null;

    /// <summary>Snakemake's jobs are scripts that are named after their rules.</summary>
    public static Submitter? Snakemake(TesTask task) =>
        task.Executors?.Any(executor => executor.Command!.Contains("/tmp/run_snakemake.sh", StringComparer.Ordinal)) == true && SnakemakeJob().Match(task.Name ?? "") is { Success: true } match
            ? new Submitter("snakemake", null, null, match.Groups["rule"].Value)
            : null;

    /// <summary>cwl-tes tags its tasks, and says of each input where in the document it belongs.</summary>
    public static Submitter? CwlTes(TesTask task)
    {
        var document = task.Tags?.GetValueOrDefault("CWLDocumentId");
        var described = task.Inputs?.Any(input => input.Description?.StartsWith("cwl_input:", StringComparison.Ordinal) == true) == true;
        return document is not null || described ? new Submitter("cwl-tes", document, null, task.Name) : null;
    }

    [GeneratedRegex(@"^snakejob\.(?<rule>.+)\.[^.]+\.sh\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SnakemakeJob();
}
