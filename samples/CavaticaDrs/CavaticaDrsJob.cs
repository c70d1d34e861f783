using ManifestToDrs.Platforms;
using SageTasks.Cavatica;
using SageTasks.Runs;
using SageTasks.Samples;

namespace ManifestToDrs;

/// <summary>A manifest from Synapse, a task on Cavatica for each of its samples, and a manifest with DRS URIs back to Synapse. What was done already is
/// found again.</summary>
internal sealed class CavaticaDrsJob(Settings settings)
{
    private readonly SubmissionGuard _guard = new();

    public async Task<Summary> RunAsync(CancellationToken cancellationToken)
    {
        // What the command line got wrong is said before anything is begun.
        var realSynapse = settings.Synapse is null ? null : SynapsePlatform.Reach(settings.Synapse);
        var realCavatica = settings.Cavatica is null ? null : CavaticaPlatform.Reach(settings.Cavatica, settings.Ga4gh);
        await using var synapse = realSynapse ?? await SynapsePlatform.EmbedAsync(settings.StateFolder, cancellationToken);
        await using var cavatica = realCavatica ?? await CavaticaPlatform.EmbedAsync(settings.StateFolder, cancellationToken);
        Directory.CreateDirectory(settings.StateFolder);
        Say("platforms", $"Synapse {synapse.Address}, Cavatica {cavatica.Client.Endpoint}, state in {settings.StateFolder}");

        var study = await Study.EnsureAsync(synapse.Client, settings, cancellationToken);
        var samples = await study.ReadAsync(cancellationToken);
        Say("manifest", $"{study.Manifest} of {study.Project} names {samples.Count} samples");
        var workspace = await Workspace.EnsureAsync(cavatica, settings, cancellationToken);
        var files = await workspace.ImportAsync(samples, cancellationToken);
        Say("workspace", $"{workspace.Project} shows {files.Count} files of the volume {workspace.VolumeId}; app {workspace.App}");

        var runs = cavatica.RunsOf(workspace.Project);
        var submissions = await SubmitAsync(runs, samples.Select(sample => PlanOf(sample, workspace, files)), cancellationToken);
        var prepared = await Task.WhenAll(samples.Zip(submissions, async (sample, submission) =>
        {
            var ended = await new RunWatcher().WaitAsync(runs, submission, new WatchOptions { MinInterval = TimeSpan.FromMilliseconds(500) }, cancellationToken);
            return await new Outputs(cavatica.Client).MintAsync(sample, ended.Id, ended.Link, cancellationToken);
        }));
        await ReadBackAsync(new Outputs(cavatica.Client), prepared, cancellationToken);

        var known = await study.KnownUrisAsync(cancellationToken);
        var stored = await study.StoreAsync(prepared, cancellationToken);
        Say("stored", $"{stored.Name} {stored.Outcome.ToString().ToLowerInvariant()} as {stored.Id}, made from {study.Manifest} by {prepared.Length} tasks");
        return new Summary(
            submissions.Count(submission => submission.Outcome is SubmissionOutcome.Launched or SubmissionOutcome.Resumed or SubmissionOutcome.Resubmitted),
            submissions.Count(submission => submission.Outcome is SubmissionOutcome.Attached or SubmissionOutcome.Reused),
            prepared.SelectMany(sample => new[] { sample.Reads, sample.Statistics }).Count(uri => !known.Contains(uri.DrsUri)));
    }

    /// <summary>How the task of a sample is made of its row: this is all that a user writes. The files it leaves bear the task's own id.</summary>
    private static RunPlan<TaskRequest> PlanOf(Sample sample, Workspace workspace, IReadOnlyDictionary<string, string> files) => new()
    {
        Request = new TaskRequest
        {
            Project = workspace.Project,
            App = workspace.App,
            Name = $"prepare {sample.Name}",
            Inputs = new TaskInputs()
                .AddFile("mate1", files[sample.Read1]).AddFile("mate2", files[sample.Read2])
                .Add("sample", sample.Name).Add("basename", $"{sample.Name}.{RunPlaceholder.Id}").ToJson(),
        },
    };

    private async Task<IReadOnlyList<Submission>> SubmitAsync(CavaticaRuns runs, IEnumerable<RunPlan<TaskRequest>> plans, CancellationToken cancellationToken)
    {
        var submissions = new SortedDictionary<int, Submission>();
        await foreach (var result in _guard.SubmitAllAsync(runs, plans, cancellationToken: cancellationToken))
        {
            var submission = result.Submission ?? throw new InvalidDataException($"{result.Plan.Request.Name}: {result.Error}", result.Exception);
            submissions.Add(result.Index, submission);
            Say("task", $"{submission.RunName}: {submission.Outcome.ToString().ToLowerInvariant()} {submission.RunId}");
        }

        return [.. submissions.Values];
    }

    private async Task ReadBackAsync(Outputs outputs, IReadOnlyList<PreparedSample> samples, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var sample in samples)
        {
            Say("minted", $"{sample.Reads.DrsUri} {sample.Reads.Name}, {sample.Reads.Size} bytes");
            var line = await outputs.ReadAsync(sample.Statistics, cancellationToken);
            Say("minted", $"{sample.Statistics.DrsUri} {sample.Statistics.Name}: {line.Trim().Replace("\t", "  ", StringComparison.Ordinal)}");
            lines.Add(line);
        }

        await File.WriteAllTextAsync(Path.Combine(settings.StateFolder, "read_statistics.tsv"), string.Concat(lines), cancellationToken);
    }

    private static void Say(string step, string text) => Console.WriteLine($"{step,-11} {text}");
}
