using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace SageTasks.GuardStorm;

/// <summary>Starts the platform and the submitters, starts again who was killed, lets one fault-free pass settle what is left, and judges.</summary>
internal sealed class Storm(StormOptions options)
{
    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(45);

    private readonly ConcurrentDictionary<string, int> _outcomes = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _troubles = new();

    public async Task<int> RunAsync()
    {
        using var budget = new CancellationTokenSource(Budget);
        var requests = 0L;
        await using var server = await options.Platform.StartAsync(StormFaults.Plan(options), _ => Interlocked.Increment(ref requests), budget.Token);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, options.Processes).Select(process => RunProcessAsync(server, process, budget.Token)));
        Console.WriteLine($"storm over after {Seconds(clock.Elapsed)} s: {Describe(_outcomes)}");

        server.Faults.Enabled = false;
        await Task.Delay(options.CommitHorizon, budget.Token);
        var unresolved = await SettleAsync(server, budget.Token);
        if (server.LetDraftsAge is { } letDraftsAge)
        {
            letDraftsAge();
            unresolved += await SettleAsync(server, budget.Token);
        }

        var verdict = StormVerdict.Of(options.Platform, server.Journal, options.Work);
        foreach (var trouble in _troubles.Take(10))
        {
            Console.WriteLine(trouble);
        }

        Console.WriteLine($"settled after {Seconds(clock.Elapsed)} s; outcomes: {Describe(_outcomes)}; faults: {string.Join(' ', server.Faults.Injected.Select(fault => $"{fault.Key}={fault.Value}"))}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"work={options.Work} live={verdict.Live} duplicates={verdict.Duplicates} missing={verdict.Missing} unresolved={unresolved} started={verdict.Started} cancelledTwins={verdict.CanceledTwins} overlapSeconds={verdict.OverlapSeconds:F1} requests={requests}{DescribeDrafts(server, verdict)}"));
        var isClean = verdict.Duplicates == 0 && verdict.Missing == 0 && verdict.Drafts == 0 && unresolved == 0;
        return isClean && (options.Ledger is null || verdict.Started == options.Work) ? 0 : 1;
    }

    private async Task RunProcessAsync(StormServer server, int process, CancellationToken cancellationToken)
    {
        var dice = new Random((options.Seed * 1_000) + process);
        var left = Enumerable.Range(0, options.Submissions)
            .Where(submission => submission % options.Processes == process)
            .ToDictionary(submission => submission, submission => WorkOf(submission, dice));
        while (left.Count > 0)
        {
            using var worker = Start();
            var order = Order(server, left, dice.Next());
            await worker.StandardInput.WriteLineAsync(JsonSerializer.Serialize(order, StormJson.Default.StormOrder).AsMemory(), cancellationToken);
            worker.StandardInput.Close();
            while (await worker.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                Note(line, left);
            }

            await worker.WaitForExitAsync(cancellationToken);
        }
    }

    /// <summary>Every work is asked for at least once, the rest at random, so that processes collide.</summary>
    private int WorkOf(int submission, Random dice) => submission < options.Work ? submission : dice.Next(options.Work);

    private void Note(string line, Dictionary<int, int> left)
    {
        switch (line.Split(' ', 3))
        {
            case ["done", var submission, var outcome]:
                left.Remove(int.Parse(submission, CultureInfo.InvariantCulture));
                Count(outcome);
                break;
            case ["unresolved", var submission, var why]:
                left.Remove(int.Parse(submission, CultureInfo.InvariantCulture));
                Count("Unresolved");
                _troubles.Enqueue($"in the storm: submission {submission}: {why}");
                break;
            case ["killed", var step]:
                Count($"Killed{step}");
                break;
            default:
                _troubles.Enqueue(line);
                break;
        }
    }

    /// <summary>One pass without faults over all work, as the next morning's run of every program would be.</summary>
    private async Task<int> SettleAsync(StormServer server, CancellationToken cancellationToken)
    {
        var unresolved = 0;
        var client = StormClient.Of(Order(server, new Dictionary<int, int>(), options.Seed), _ => { });
        await foreach (var error in client.SubmitAllAsync(Enumerable.Range(0, options.Work), cancellationToken))
        {
            if (error is not null)
            {
                unresolved++;
                _troubles.Enqueue($"in the settling pass: {error}");
            }
        }

        return unresolved;
    }

    private StormOrder Order(StormServer server, IReadOnlyDictionary<int, int> submissions, int seed) => new()
    {
        Platform = options.Platform.Name,
        Endpoint = server.Url,
        Token = server.Token,
        WorkspaceId = server.WorkspaceId,
        Submissions = submissions,
        Kill = options.Kill,
        Seed = seed,
        SettleSeconds = options.SettleTime.TotalSeconds,
        HorizonSeconds = options.CommitHorizon.TotalSeconds,
        Ledger = options.Ledger,
    };

    private static Process Start()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(Storm).Assembly.Location);
        }

        start.ArgumentList.Add("worker");
        return Process.Start(start) ?? throw new InvalidOperationException("A worker could not be started.");
    }

    private void Count(string outcome) => _outcomes.AddOrUpdate(outcome, 1, (_, count) => count + 1);

    private static string DescribeDrafts(StormServer server, StormVerdict verdict) => server.LetDraftsAge is null
        ? string.Empty
        : string.Create(CultureInfo.InvariantCulture, $" drafts={verdict.Drafts} discardedDrafts={verdict.DiscardedDrafts}");

    private static string Describe(ConcurrentDictionary<string, int> outcomes) =>
        string.Join(' ', outcomes.OrderBy(outcome => outcome.Key, StringComparer.Ordinal).Select(outcome => $"{outcome.Key}={outcome.Value}"));

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);
}
