using System.Globalization;
using SageTasks.Testing;

namespace SageTasks.Benchmarks;

/// <summary>
/// How many tasks that do nothing a local TES server takes, executes and reports in a second, and how much longer it takes with many tasks
/// stored: both servers in turns, their state in folders.
/// </summary>
internal static class TaskRate
{
    private const int PerRound = 100;

    public static async Task<Line> MeasureAsync(Scale scale, CancellationToken cancellationToken)
    {
        var details = new List<string>();
        var ratio = await CompareAsync(scale, new LocalTesOptions { Sandbox = LocalTesSandbox.Processes }, "processes", details, cancellationToken);
        if (await TaskScene.HasBubblewrapAsync(cancellationToken))
        {
            var boxed = await CompareAsync(scale, new LocalTesOptions { Sandbox = LocalTesSandbox.Bubblewrap }, "bubblewrap", details, cancellationToken);
            ratio = Math.Max(ratio, boxed);
        }

        await CompareAsync(scale, new LocalTesOptions { Simulation = new LocalTesSimulation() }, "simulated", details, cancellationToken);
        await ListAsync(scale, details, cancellationToken);
        return new Line { Ratio = ratio, Goal = 1.25, Details = $"{string.Join(' ', details)} per=second stored={scale.StoredTasks}" };
    }

    private static async Task<double> CompareAsync(Scale scale, LocalTesOptions options, string name, List<string> details, CancellationToken cancellationToken)
    {
        await using var full = await TaskScene.StartAsync(options, scale.StoredTasks, cancellationToken);
        await using var empty = await TaskScene.StartAsync(options, 0, cancellationToken);
        var ratios = await InTurns.RatioAsync(
            scale.Rounds,
            _ => full.RunAsync(PerRound, cancellationToken),
            _ => empty.RunAsync(PerRound, cancellationToken));
        details.Add(string.Create(CultureInfo.InvariantCulture, $"{name}={empty.Rate:0} {name}-stored={full.Rate:0}"));
        return ratios.Time;
    }

    private static async Task ListAsync(Scale scale, List<string> details, CancellationToken cancellationToken)
    {
        await using var full = await TaskScene.StartAsync(new LocalTesOptions { Simulation = new LocalTesSimulation() }, scale.StoredTasks, cancellationToken);
        var pages = await full.ReadAsync("tasks?view=BASIC", scale.Rounds * 20, cancellationToken);
        var found = await full.ReadAsync($"tasks?view=BASIC&tag_key={TaskScene.Tag}&tag_value=7", scale.Rounds * 20, cancellationToken);
        var got = await full.ReadAsync($"tasks/{full.AnyId}?view=FULL", scale.Rounds * 200, cancellationToken);
        details.Add(string.Create(CultureInfo.InvariantCulture, $"pages={pages:0} found-by-tag={found:0} got={got:0}"));
    }
}
