namespace SageTasks.Cavatica;

/// <summary>Waits between two questions about jobs: short at first, then longer, with jitter.</summary>
internal sealed class JobWaits(TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private TimeSpan _next = TimeSpan.FromSeconds(1);

    public async Task PauseAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(_next * (1 + Random.Shared.NextDouble() / 4), time, cancellationToken).ConfigureAwait(false);
        _next = _next * 2 < Longest ? _next * 2 : Longest;
    }
}
