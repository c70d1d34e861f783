namespace SageTasks.TransferStorm.Pairs;

/// <summary>Lets workers live and die until one is done.</summary>
/// <param name="kills">How many die.</param>
/// <param name="kind">The events by which the moments of death are chosen.</param>
/// <param name="events">How many of them a copy takes that nothing disturbs.</param>
/// <param name="start">Starts a worker, that dies then.</param>
internal sealed class PairLives(int kills, string kind, int events, Func<Death?, WorkerProcess> start)
{
    // Nobody dies where a moment later all parts could be there.
    private const double Middle = 0.8;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(30);

    /// <summary>How many were killed.</summary>
    public int Kills { get; private set; }

    /// <summary>The most memory that any of them held, in bytes.</summary>
    public long Peak { get; private set; }

    /// <summary>Has workers die at random moments, spread over the copy between its first part and its last ones, then lets one finish; answers
    /// what it printed.</summary>
    public async Task<string> RunAsync(Random random, Onlooker onlooker, CancellationToken cancellationToken)
    {
        for (var life = 0; life < kills; life++)
        {
            var moment = 1 + (int)((life + random.NextDouble()) / kills * (events - 1) * Middle);
            using var worker = start(new Death(kind, moment, random.NextDouble() * LongestDelay));
            await WatchAsync(worker, onlooker, cancellationToken);
            if (!worker.WasKilled)
            {
                return await worker.ResultAsync(cancellationToken);
            }

            await onlooker.LookAsync(cancellationToken);
            Kills++;
        }

        using var last = start(null);
        await WatchAsync(last, onlooker, cancellationToken);
        return await last.ResultAsync(cancellationToken);
    }

    private async Task WatchAsync(WorkerProcess worker, Onlooker onlooker, CancellationToken cancellationToken)
    {
        while (!worker.HasExited)
        {
            worker.Measure();
            Peak = Math.Max(Peak, worker.Peak);
            await onlooker.LookAsync(cancellationToken);
            await Task.Delay(Glance, cancellationToken);
        }
    }
}
