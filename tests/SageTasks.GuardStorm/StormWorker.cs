using System.Diagnostics;
using System.Text.Json;
using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.GuardStorm;

/// <summary>One submitting process: works through its orders, says what is done, and dies where the dice want it.</summary>
internal static class StormWorker
{
    private const int Parallel = 8;

    public static async Task<int> RunAsync()
    {
        var order = JsonSerializer.Deserialize(await Console.In.ReadLineAsync() ?? string.Empty, StormJson.Default.StormOrder)
            ?? throw new InvalidOperationException("A worker is told its orders on its standard input.");
        var dice = new Random(order.Seed);
        var client = StormClient.Of(order, step => DieIfDoomed(step, dice, order.Kill));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Parallel };
        await System.Threading.Tasks.Parallel.ForEachAsync(order.Submissions, parallel, async (submission, token) =>
        {
            try
            {
                var result = await client.SubmitAsync(submission.Value, token);
                Say($"done {submission.Key} {result.Outcome}");
            }
            catch (Exception failure) when (failure is ApiException or SubmissionException or LedgerException)
            {
                Say($"unresolved {submission.Key} {failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ")}");
            }
        });
        return 0;
    }

    private static void DieIfDoomed(GuardStep step, Random dice, double share)
    {
        lock (dice)
        {
            if (dice.NextDouble() < share)
            {
                Say($"killed {step}");
                Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
            }
        }
    }

    private static void Say(string line)
    {
        lock (Console.Out)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }
}
