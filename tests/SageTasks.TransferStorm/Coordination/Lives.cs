namespace SageTasks.TransferStorm;

/// <summary>Lets workers live and die until one is done.</summary>
internal sealed class Lives(StormSettings settings, Traffic traffic, Func<WorkerProcess> start, Action? look = null)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);

    /// <summary>How many were killed.</summary>
    public int Kills { get; private set; }

    /// <summary>The most memory that any of them held, in bytes.</summary>
    public long Peak { get; private set; }

    /// <summary>Kills workers at random moments, spread over the whole transfer, then lets one finish; answers the id of the file.</summary>
    /// <param name="parts">How many parts the transfer has.</param>
    /// <param name="random">Draws the moments.</param>
    /// <param name="cancellationToken">Ends the storm.</param>
    public async Task<string> RunAsync(int parts, Random random, CancellationToken cancellationToken)
    {
        var moments = Enumerable.Range(0, settings.Kills).Select(_ => random.NextDouble() * parts * 0.9).Order().ToArray();
        foreach (var moment in moments)
        {
            using var worker = start();
            if (!await KilledAsync(worker, (int)moment, random.Next(40), cancellationToken))
            {
                return await worker.ResultAsync(cancellationToken);
            }

            Kills++;
        }

        using var last = start();
        while (!last.HasExited)
        {
            await WatchAsync(last, cancellationToken);
        }

        return await last.ResultAsync(cancellationToken);
    }

    private async Task<bool> KilledAsync(WorkerProcess worker, int moment, int milliseconds, CancellationToken cancellationToken)
    {
        var before = traffic.Requests;
        while (!worker.HasExited && (traffic.Moved < moment || traffic.Requests == before))
        {
            await WatchAsync(worker, cancellationToken);
        }

        await Task.Delay(milliseconds, cancellationToken);
        await WatchAsync(worker, cancellationToken);
        if (worker.HasExited)
        {
            return false;
        }

        worker.Kill();
        await worker.GoneAsync(cancellationToken);
        look?.Invoke();
        return true;
    }

    private async Task WatchAsync(WorkerProcess worker, CancellationToken cancellationToken)
    {
        worker.Measure();
        Peak = Math.Max(Peak, worker.Peak);
        look?.Invoke();
        await Task.Delay(Glance, cancellationToken);
    }
}
