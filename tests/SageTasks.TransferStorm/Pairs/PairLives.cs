namespace SageTasks.TransferStorm.Pairs;

/// <summary>Lets workers live and die until one is done.</summary>
/// <param name="kills">How many die.</param>
/// <param name="kind">The events by which the moments of death are chosen.</param>
/// <param name="events">How many of them a copy takes that nothing disturbs.</param>
/// <param name="log">Where they are written down.</param>
/// <param name="start">Starts a worker.</param>
internal sealed class PairLives(int kills, string kind, int events, EventLog log, Func<WorkerProcess> start)
{
    // Nobody dies where a glance later all parts could be there.
    private const double Middle = 0.8;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    /// <summary>How many were killed.</summary>
    public int Kills { get; private set; }

    /// <summary>The most memory that any of them held, in bytes.</summary>
    public long Peak { get; private set; }

    /// <summary>Kills workers at random moments, spread over the copy between its first part and its last ones, then lets one finish; answers
    /// what it printed.</summary>
    public async Task<string> RunAsync(Random random, Onlooker onlooker, CancellationToken cancellationToken)
    {
        var moments = Enumerable.Range(0, kills).Select(life => 1 + (int)((life + random.NextDouble()) / kills * (events - 1) * Middle)).ToList();
        foreach (var moment in moments)
        {
            using var worker = start();
            while (!worker.HasExited && log.Events().Count(entry => entry.Kind == kind) < moment)
            {
                await WatchAsync(worker, onlooker, cancellationToken);
            }

            await Task.Delay(random.Next(60), cancellationToken);
            if (worker.HasExited)
            {
                return await worker.ResultAsync(cancellationToken);
            }

            worker.Kill();
            await worker.GoneAsync(cancellationToken);
            await onlooker.LookAsync(cancellationToken);
            Kills++;
        }

        using var last = start();
        while (!last.HasExited)
        {
            await WatchAsync(last, onlooker, cancellationToken);
        }

        return await last.ResultAsync(cancellationToken);
    }

    private async Task WatchAsync(WorkerProcess worker, Onlooker onlooker, CancellationToken cancellationToken)
    {
        worker.Measure();
        Peak = Math.Max(Peak, worker.Peak);
        await onlooker.LookAsync(cancellationToken);
        await Task.Delay(Glance, cancellationToken);
    }
}
