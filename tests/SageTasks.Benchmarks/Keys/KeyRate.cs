using System.Diagnostics;

namespace SageTasks.Benchmarks;

/// <summary>How many keys of pieces of work are computed in a second, by one thread.</summary>
internal static class KeyRate
{
    public static Task<Line> MeasureAsync(Scale scale, CancellationToken cancellationToken)
    {
        var rates = new List<double>();
        for (var round = 0; round <= scale.Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            for (var number = 0; number < scale.Keys / scale.Rounds; number++)
            {
                KeyWork.KeyOf(number);
            }

            rates.Add(scale.Keys / scale.Rounds / Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return Task.FromResult(new Line { Details = $"ops={InTurns.Median(rates.Skip(1)):0} per=second" });
    }
}
