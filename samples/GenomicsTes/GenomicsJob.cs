using SageTasks.Drs;
using SageTasks.Runs;
using SageTasks.Storage;
using SageTasks.Tes;

namespace GenomicsTes;

/// <summary>Real reads through two steps of tasks, their results registered as DRS objects and read back. What was done already is found again.</summary>
internal sealed class GenomicsJob(string readsFolder, string stateFolder, Toolbox tools)
{
    private readonly string _results = Path.Combine(stateFolder, "results");
    private readonly List<TesCommandResult> _done = [];

    public async Task<Summary> RunAsync(CancellationToken cancellationToken)
    {
        await using var platforms = await Platforms.StartAsync(stateFolder, _results, cancellationToken);
        Say("platforms", $"{platforms.Description}, state in {stateFolder}");
        Say("tools", tools.ToString());
        var files = await ComputeAsync(platforms.Commands, cancellationToken);
        var registrations = await RegisterAsync(platforms.Registrar, files, cancellationToken);
        await ReadBackAsync(platforms.Stores, registrations, cancellationToken);
        return new Summary(
            _done.Count(task => task.Outcome is SubmissionOutcome.Launched or SubmissionOutcome.Resubmitted),
            _done.Count(task => task.Outcome is SubmissionOutcome.Attached or SubmissionOutcome.Reused),
            registrations.Count(entry => entry.Registration.Outcome == DrsRegistrationOutcome.Registered));
    }

    private async Task<IReadOnlyList<DataFile>> ComputeAsync(TesCommands commands, CancellationToken cancellationToken)
    {
        var samples = await Sample.InAsync(readsFolder, cancellationToken);
        var steps = new Steps(tools, _results);
        var first = samples.Select(steps.Pack).Concat(tools.Fastqc ? samples.Select(steps.Report) : []).ToList();
        var files = await RunAsync(commands, first, cancellationToken);
        var packed = samples.Select(sample => (sample, files[steps.PackedName(sample)])).ToList();
        var table = await RunAsync(commands, [steps.Count(packed)], cancellationToken);
        foreach (var line in await File.ReadAllLinesAsync(table.Values.Single().Place.LocalPath, cancellationToken))
        {
            Say("statistics", line.Replace("\t", "  ", StringComparison.Ordinal));
        }

        return [.. files.Values.Concat(table.Values).OrderBy(file => file.Name, StringComparer.Ordinal)];
    }

    /// <summary>Runs tasks side by side, each once; answers what they have left, by name.</summary>
    private async Task<Dictionary<string, DataFile>> RunAsync(TesCommands commands, List<TesCommand> tasks, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, DataFile>(StringComparer.Ordinal);
        await foreach (var task in commands.RunAllAsync(tasks, PolicyFor(commands), cancellationToken: cancellationToken))
        {
            if (task.Error is not null)
            {
                throw new InvalidDataException($"{tasks[task.Index].Name}: {task.Error}", task.Exception);
            }

            _done.Add(task);
            Say("task", $"{tasks[task.Index].Name}: {task.Outcome?.ToString().ToLowerInvariant()} {task.TaskId}");
            foreach (var output in task.Outputs)
            {
                var file = await DataFile.OfAsync(Location.Parse(output.Url).LocalPath, cancellationToken);
                files.Add(file.Name, file);
            }
        }

        return files;
    }

    /// <summary>The server ends with this program: a task that a kill has stopped is begun again, however often that happens. One whose results
    /// somebody has deleted since is run anew.</summary>
    private static SubmissionPolicy PolicyFor(TesCommands commands) => new()
    {
        MaxSystemAttempts = int.MaxValue,
        IsStillValid = async (task, cancellationToken) => (await commands.CollectAsync(task.Id, cancellationToken)).All(IsThere),
    };

    private static bool IsThere(CommandOutput output) =>
        new FileInfo(Location.Parse(output.Url).LocalPath) is { Exists: true } file && (output.Size is not { } size || size == file.Length);

    private static async Task<IReadOnlyList<(DataFile File, DrsRegistration Registration)>> RegisterAsync(
        IDrsRegistrar registrar, IReadOnlyList<DataFile> files, CancellationToken cancellationToken)
    {
        var registrations = new List<(DataFile, DrsRegistration)>();
        foreach (var file in files)
        {
            var registration = await registrar.RegisterAsync(
                new DrsCandidate
                {
                    Name = file.Name,
                    Size = new FileInfo(file.Place.LocalPath).Length,
                    Digests = [new Digest(DigestAlgorithm.Sha256, file.Sha256)],
                    Urls = [file.Place.Address],
                },
                cancellationToken);
            registrations.Add((file, registration));
            Say("object", $"{registration.Uri} {registration.Outcome.ToString().ToLowerInvariant()}: {file.Name}");
        }

        return registrations;
    }

    /// <summary>Copies every object through DRS to another folder, verified by the checksum that the DRS server states.</summary>
    private async Task ReadBackAsync(ObjectStores stores, IReadOnlyList<(DataFile File, DrsRegistration Registration)> registrations, CancellationToken cancellationToken)
    {
        var back = Path.Combine(stateFolder, "returned");
        var plan = TransferPlan.Of(registrations.Select(entry => new TransferItem
        {
            Source = Location.Parse(entry.Registration.Uri),
            Destination = Location.FromPath(Path.Combine(back, entry.File.Name)),
        }));
        var engine = new TransferEngine(stores, new TransferOptions { StateFolder = Path.Combine(stateFolder, "transfers") });
        await foreach (var copy in engine.RunAsync(plan, new TransferPlanOptions { StopOnFailure = true }, cancellationToken: cancellationToken))
        {
            if (copy.Outcome == TransferOutcome.Failed)
            {
                throw new TransferException($"{copy.Item.Source} was not read back: {copy.Error}", copy.Exception);
            }
        }

        foreach (var (file, _) in registrations)
        {
            var returned = await DataFile.OfAsync(Path.Combine(back, file.Name), cancellationToken);
            Say("proof", returned.Sha256 == file.Sha256
                ? $"{file.Name}: sha256 {file.Sha256}, computed and read back through DRS"
                : throw new InvalidDataException($"{file.Name} came back with other bytes: sha256 {file.Sha256} before, {returned.Sha256} after."));
        }
    }

    private static void Say(string step, string text) => Console.WriteLine($"{step,-11} {text}");
}
