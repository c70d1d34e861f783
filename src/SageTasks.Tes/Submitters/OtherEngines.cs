using System.Text.RegularExpressions;

namespace SageTasks.Tes;

/// <summary>The marks of the engines that no server recognises.</summary>
internal static partial class OtherEngines
{
    private const string CwlDocument = "CWLDocumentId";

    private static readonly string[] NextflowOutputs = [".command.out", ".command.err", ".command.log", ".exitcode"];

    /// <summary>Nextflow runs its own script from its work directory, and takes its own files out.</summary>
    public static TaskSubmitter? Nextflow(TesTask task) =>
        task.Executors.Any(executor => executor.Command.Any(argument => argument.Contains("/.command.run", StringComparison.Ordinal)))
        && NextflowOutputs.All(file => task.Outputs.Any(output => output.Path.EndsWith($"/{file}", StringComparison.Ordinal)))
            ? new TaskSubmitter { Name = "nextflow", WorkflowStage = Given(task.Name) }
            : null;

    /// <summary>Snakemake runs its own script, which it puts into a folder of the container's.</summary>
    public static TaskSubmitter? Snakemake(TesTask task) =>
        task.Executors.Any(executor => executor.Command is [.., var script] && script.EndsWith("/run_snakemake.sh", StringComparison.Ordinal)) && SnakemakeJob().Match(task.Name ?? string.Empty) is { Success: true } job
            ? new TaskSubmitter { Name = "snakemake", WorkflowStage = job.Groups[1].Value }
            : null;

    public static TaskSubmitter? CwlTes(TesTask task) =>
        task.Tags.TryGetValue(CwlDocument, out var document) && task.Inputs.All(IsCwlInput)
            ? new TaskSubmitter { Name = "cwl-tes", WorkflowName = Given(document), WorkflowStage = Given(task.Name) }
            : null;

    // Some inputs, such as a generated script, have no description.
    private static bool IsCwlInput(TesInput input) =>
        string.IsNullOrEmpty(input.Description) || input.Description.StartsWith("cwl_input:", StringComparison.Ordinal);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    [GeneratedRegex(@"\Asnakejob\.(.+)\.[0-9]+\.sh\z", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex SnakemakeJob();
}
