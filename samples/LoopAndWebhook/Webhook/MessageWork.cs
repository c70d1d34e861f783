using System.Text.Json;
using System.Text.Json.Nodes;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Samples;
using SageTasks.Synapse;
using SageTasks.Tower;

namespace LoopAndWebhook.Webhook;

/// <summary>Starts the work of the messages in the inbox. A message is put aside only after its runs are known, so that one whose work was interrupted is worked
/// on again; that starts no second run.</summary>
internal sealed class MessageWork(Inbox inbox, SynapseClient synapse, TowerPlatform tower, SubmissionGuard guard, Settings settings, Tally tally)
    : IDisposable
{
    private static readonly TimeSpan UntilNextTry = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _arrived = new(0);

    public void Wake() => _arrived.Release();

    /// <summary>Works until it is cancelled, first on what an earlier process left.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Parallel.ForEachAsync(
                inbox.Waiting(),
                new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken },
                async (name, token) => await HandleAsync(name, token));
            await _arrived.WaitAsync(UntilNextTry, cancellationToken);
        }
    }

    public void Dispose() => _arrived.Dispose();

    private async Task HandleAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var file in await FilesInAsync(name, cancellationToken))
            {
                var submission = await guard.SubmitAsync(tower.Runs, PlanOf(file), cancellationToken: cancellationToken);
                Console.WriteLine($"{file.Location}: {submission.Outcome} {submission.RunName} ({submission.RunId})");
                tally.Count(submission);
            }

            inbox.MoveToDone(name);
        }
        catch (Exception failure) when (Failures.MayPass(failure) && !cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"{name} waits: {failure.Message}");
        }
        catch (Exception failure) when (failure is ApiException or SubmissionException or LaunchRefusedException or JsonException or FormatException && !cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"{name} failed: {failure.Message}");
            tally.CountFailure();
            inbox.MoveToFailed(name);
        }
    }

    private async Task<IReadOnlyList<ChangedFile>> FilesInAsync(string name, CancellationToken cancellationToken)
    {
        var body = await inbox.ReadAsync(name, cancellationToken);
        if (Inbox.SourceOf(name) == MessageSource.S3)
        {
            return S3Notification.FilesIn(body);
        }

        return await SynapseMessage.Parse(body).ToFileAsync(synapse, cancellationToken) is { } file ? [file] : [];
    }

    /// <summary>The file's version is part of the work and the message is not: two messages about one version are one run.</summary>
    private RunPlan<TowerLaunch> PlanOf(ChangedFile file) => new()
    {
        Request = new TowerLaunch { Pipeline = settings.Pipeline, RunNamePrefix = "file", Parameters = new JsonObject { ["input"] = file.Location.Address, ["outdir"] = settings.Outdir } },
        Inputs = new Dictionary<string, ContentIdentity> { [file.Location.Address] = file.Content },
    };
}
