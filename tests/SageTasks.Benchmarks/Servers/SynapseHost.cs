using SageTasks.Testing;

namespace SageTasks.Benchmarks;

/// <summary>A local Synapse that serves until the token is cancelled.</summary>
internal static class SynapseHost
{
    public static async Task ServeAsync(Action<Uri, string> ready, CancellationToken cancellationToken)
    {
        await using var synapse = await LocalSynapse.StartAsync(cancellationToken: cancellationToken);
        ready(synapse.Url, synapse.Token);
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
