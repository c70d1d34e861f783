using System.Diagnostics;

namespace SageTasks.Benchmarks;

/// <summary>Measures two ways to do the same in turns, so that whatever else the machine does hits both alike.</summary>
internal static class InTurns
{
    // So many rounds, and so long, until the compiler has made the final code of both sides: it begins later the more there is to compile.
    private const int WarmUp = 3;
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(5);

    /// <summary>Our time divided by that of the least code right after it, the median of all rounds, and the same for the processor time of this
    /// process: on a shared machine two neighbours in time are alike, the first and the last round are not.</summary>
    /// <param name="rounds">How often each is measured, after rounds that do not count.</param>
    /// <param name="ours">Our side; answers something that must be equal on both sides.</param>
    /// <param name="least">The least code.</param>
    /// <exception cref="InvalidOperationException">The sides did not do the same.</exception>
    public static async Task<Ratios> RatioAsync<T>(int rounds, Func<int, Task<T>> ours, Func<int, Task<T>> least)
    {
        var (oursCosts, leastCosts) = (new List<Cost>(), new List<Cost>());
        var started = Stopwatch.GetTimestamp();
        for (var round = 0; oursCosts.Count < rounds; round++)
        {
            var isWarm = round >= WarmUp && Stopwatch.GetElapsedTime(started) > WarmUpTime;
            var (cost, result) = await RunAsync(ours, round);
            var (leastCost, leastResult) = await RunAsync(least, round);
            if (!EqualityComparer<T>.Default.Equals(result, leastResult))
            {
                throw new InvalidOperationException($"The two sides did not do the same: {result} and {leastResult}.");
            }

            if (isWarm)
            {
                oursCosts.Add(cost);
                leastCosts.Add(leastCost);
            }
        }

        return new Ratios(Ratio(cost => cost.Seconds), Ratio(cost => cost.Processor));

        double Ratio(Func<Cost, double> of) => Median(oursCosts.Zip(leastCosts, (our, their) => of(our) / of(their)));
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static async Task<(Cost Cost, T Result)> RunAsync<T>(Func<int, Task<T>> act, int round)
    {
        // Neither side pays for what the other left behind.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var (started, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var result = await act(round);
        return (new Cost(Stopwatch.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds), result);
    }

    private sealed record Cost(double Seconds, double Processor);
}
