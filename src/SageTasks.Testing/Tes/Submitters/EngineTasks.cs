using System.Text.RegularExpressions;

namespace SageTasks.Testing;

/// <summary>Tasks of engines that leave marks of their own.</summary>
internal static partial class EngineTasks
{
    /// <summary>Nextflow wraps every task in the same script, in the folder that the task starts in.</summary>
    public static Submitter? Nextflow(TesTask task) =>
        task.Executors?.Any(executor => executor.Workdir is { Length: > 0 } folder && executor.Command!.Any(word => word.Contains($"{folder}/.command.run", StringComparison.Ordinal))) == true
            ? new Submitter("nextflow", null, null, task.Name?.Split(" (")[0])
            : null;

    /// <summary>Snakemake's jobs are scripts that are named after their rules.</summary>
    public static Submitter? Snakemake(TesTask task) =>
        task.Executors?.Any(executor => executor.Command!.Any(word => word.EndsWith("/run_snakemake.sh", StringComparison.Ordinal))) == true && SnakemakeJob().Match(task.Name ?? "") is { Success: true } match
            ? new Submitter("snakemake", null, null, match.Groups["rule"].Value)
            : null;

    /// <summary>cwl-tes tags its tasks, and says of each input where in the document it belongs.</summary>
    public static Submitter? CwlTes(TesTask task)
    {
        var document = task.Tags?.GetValueOrDefault("CWLDocumentId");
        var described = task.Inputs?.Any(input => input.Description?.StartsWith("cwl_input:", StringComparison.Ordinal) == true) == true;
        return document is not null || described ? new Submitter("cwl-tes", document, null, task.Name) : null;
    }

    [GeneratedRegex(@"^snakejob\.(?<rule>.+)\.[^.]+\.sh\z", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex SnakemakeJob();
}
