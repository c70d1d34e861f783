using System.Globalization;
using SageTasks.Http;
using SageTasks.Tes;

namespace SageTasks.Benchmarks;

/// <summary>All tasks of a server by <see cref="TesClient"/>, against a loop over raw JSON tokens; before it lists of 300 and 3,000, complete and
/// without repeats, and how much of the longest one is ever held in memory.</summary>
internal static class DrainTasks
{
    private const int Watched = 5_000;

    public static async Task<Line> MeasureAsync(Scale scale, CancellationToken cancellationToken)
    {
        foreach (var few in new[] { 300, 3_000 })
        {
            await using var small = await ServerProcess.StartAsync("tasks", few, cancellationToken);
            await CheckAsync(Connect(small), few, cancellationToken);
        }

        await using var server = await ServerProcess.StartAsync("tasks", scale.Tasks, cancellationToken);
        var client = Connect(server);
        var held = await CheckAsync(client, scale.Tasks, cancellationToken);
        using var http = new HttpClient { BaseAddress = server.Url };
        var ratios = await InTurns.RatioAsync(scale.Rounds, _ => OursAsync(client, cancellationToken), _ => RawTasks.ReadAsync(http, cancellationToken));
        return new Line
        {
            Ratio = ratios.Time,
            Goal = 1.3,
            Details = string.Create(
                CultureInfo.InvariantCulture, $"cpu={ratios.Processor:0.000} rows={scale.Tasks} page={RawTasks.PageSize} held={held / 1_048_576.0:0.0}MiB complete=300,3000,{scale.Tasks}"),
        };
    }

    private static TesClient Connect(ServerProcess server) => new(new TesClientOptions
    {
        Endpoint = server.Url,
        Http = new ApiOptions { Limit = new LimitOptions { RequestsPerSecond = double.PositiveInfinity, ConcurrentRequests = 16 } },
    });

    /// <summary>Every task comes, and each once; answers the most bytes that were alive at a time beyond what was alive before.</summary>
    private static async Task<long> CheckAsync(TesClient client, int count, CancellationToken cancellationToken)
    {
        // Ids end in the number of their row.
        var seen = new System.Collections.BitArray(count);
        var (before, most, listed) = (GC.GetTotalMemory(forceFullCollection: true), 0L, 0);
        await foreach (var task in client.ListTasksAsync(cancellationToken: cancellationToken))
        {
            var row = int.Parse(task.Id.AsSpan()[^7..], CultureInfo.InvariantCulture);
            if (seen[row])
            {
                throw new InvalidOperationException($"Task {task.Id} came twice.");
            }

            seen[row] = true;
            if (++listed % Watched == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        return listed == count ? most : throw new InvalidOperationException($"Of {count} tasks {listed} came.");
    }

    private static async Task<Listed> OursAsync(TesClient client, CancellationToken cancellationToken)
    {
        var listed = new Listed();
        await foreach (var task in client.ListTasksAsync(cancellationToken: cancellationToken))
        {
            listed.Count++;
            listed.Add(task.Id);
            listed.Add(task.State?.Value);
        }

        return listed;
    }
}
