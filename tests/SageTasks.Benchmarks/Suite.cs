namespace SageTasks.Benchmarks;

/// <summary>All measurements by their names.</summary>
internal static class Suite
{
    private static readonly IReadOnlyList<(string Name, Func<Scale, CancellationToken, Task<Line>> Measure)> All =
    [
        ("drain-runs", DrainRuns.MeasureAsync),
        ("drain-children", DrainChildren.MeasureAsync),
        ("drain-tasks", DrainTasks.MeasureAsync),
        ("key", KeyRate.MeasureAsync),
        ("sheet", SheetRows.MeasureAsync),
        ("synapse-up", SynapseUp.MeasureAsync),
        ("synapse-down", SynapseDown.MeasureAsync),
        ("guard-requests", GuardRequests.MeasureAsync),
        ("tes-tasks", TaskRate.MeasureAsync),
        ("cavatica-walk", CavaticaWalk.MeasureAsync),
    ];

    public static IEnumerable<string> Names => All.Select(entry => entry.Name);

    /// <summary>Measures and prints line by line; answers the exit code.</summary>
    public static async Task<int> RunAsync(Scale scale, IReadOnlyCollection<string> only, CancellationToken cancellationToken)
    {
        var missed = 0;
        foreach (var (name, measure) in All.Where(entry => only.Count == 0 || only.Contains(entry.Name)))
        {
            var line = await measure(scale, cancellationToken);
            Console.WriteLine($"{name} {line}");
            missed += line.IsGood ? 0 : 1;
        }

        return missed == 0 ? 0 : 1;
    }
}
