using LoopAndWebhook.Webhook;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Samples;
using SageTasks.Testing;
using SageTasks.Tower;

namespace LoopAndWebhook;

/// <summary>What the two commands do.</summary>
internal static class Commands
{
    public static Task<int> LoopAsync(Settings settings, string samples, CancellationToken cancellationToken) => EndAsync(
        async () =>
        {
            await using var tower = await TowerOfAsync(settings, cancellationToken);
            var tally = await new Loop(tower, new SubmissionGuard(tower.Guarding, new FileLedger(settings.Ledger)), settings).RunAsync(samples, cancellationToken);
            Console.WriteLine(tally);
            return tally.Failed == 0 ? 0 : ConsoleProgram.Failed;
        },
        cancellationToken);

    public static Task<int> WebhookAsync(Settings settings, int port, CancellationToken cancellationToken) => EndAsync(
        async () =>
        {
            await using var tower = await TowerOfAsync(settings, cancellationToken);
            var tally = new Tally();
            using var inbox = new Inbox(Path.Combine(settings.StateFolder, "messages"));
            var synapse = SynapsePlatform.Reach(new RealService(AddressIn("SYNAPSE_ENDPOINT"))).Client;
            using var work = new MessageWork(inbox, synapse, tower, new SubmissionGuard(tower.Guarding, new FileLedger(settings.Ledger)), settings, tally);
            await using var receiver = await new Receiver(inbox, work.Wake).StartAsync(port, cancellationToken);
            Console.WriteLine($"Ready: {receiver.Urls.Single()}/synapse and /s3. Ctrl-C ends it.");
            try
            {
                await work.RunAsync(cancellationToken);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                // What was under way is in the inbox.
            }

            Console.WriteLine(tally);
            return 0;
        },
        cancellationToken);

    private static async Task<TowerPlatform> TowerOfAsync(Settings settings, CancellationToken cancellationToken) => settings.Tower is { } real
        ? TowerPlatform.Reach(real)
        : await TowerPlatform.EmbedAsync(
            settings.StateFolder,
            tower => tower.SimulateUnknownPipelines(new SimulatedRun { Waits = TimeSpan.FromMilliseconds(300), Runs = TimeSpan.FromSeconds(1) }),
            cancellationToken);

    private static Uri? AddressIn(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? new Uri(text) : null;

    private static async Task<int> EndAsync(Func<Task<int>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped. Run the same command again to go on.");
            return ConsoleProgram.Stopped;
        }
        catch (Exception failure) when (failure is ApiException or SubmissionException or LaunchRefusedException or IOException or InvalidDataException
            or UnauthorizedAccessException or UriFormatException)
        {
            await Console.Error.WriteLineAsync($"error: {failure.Message}");
            return ConsoleProgram.Failed;
        }
    }
}
