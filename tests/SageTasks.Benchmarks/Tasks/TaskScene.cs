using System.Diagnostics;
using System.Text;
using System.Text.Json;
using SageTasks.Testing;

namespace SageTasks.Benchmarks;

/// <summary>A local TES server with tasks of the past, and clients that send tasks and ask until they have ended.</summary>
internal sealed class TaskScene : IAsyncDisposable
{
    public const string Tag = "number";

    // As a workflow engine does: several tasks under way, each looked at in turn.
    private const int Clients = 8;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    private readonly LocalTes _tes;
    private readonly HttpClient _http;
    private readonly string _folder;
    private readonly List<double> _rates = [];

    private TaskScene(LocalTes tes, string folder)
    {
        _tes = tes;
        _folder = folder;
        _http = new HttpClient { BaseAddress = new Uri(tes.Endpoint + "/") };
    }

    /// <summary>Tasks a second, the median of all rounds after those that do not count.</summary>
    public double Rate => InTurns.Median(_rates.Skip(3));

    public string AnyId => _tes.Tasks[0].Id;

    public static async Task<TaskScene> StartAsync(LocalTesOptions options, int stored, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("task-rate-").FullName;
        var tes = await LocalTes.StartAsync(options with { StateFolder = folder }, cancellationToken);
        for (var number = 0; number < stored; number++)
        {
            tes.AddPastTask(new PastTesTask { Name = $"past {number}", Tags = new Dictionary<string, string> { [Tag] = number.ToString() } });
        }

        return new TaskScene(tes, folder);
    }

    public static async Task<bool> HasBubblewrapAsync(CancellationToken cancellationToken)
    {
        await using var tes = await LocalTes.StartAsync(cancellationToken: cancellationToken);
        return tes.Sandbox == LocalTesSandbox.Bubblewrap;
    }

    /// <summary>Sends tasks that do nothing, and waits for all of them; answers how many ended well.</summary>
    public async Task<int> RunAsync(int count, CancellationToken cancellationToken)
    {
        var (started, next, ended) = (Stopwatch.GetTimestamp(), 0, 0);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(
            async () =>
            {
                while (Interlocked.Increment(ref next) <= count)
                {
                    Interlocked.Add(ref ended, await RunOneAsync(cancellationToken) == "COMPLETE" ? 1 : 0);
                }
            },
            cancellationToken)));
        _rates.Add(count / Stopwatch.GetElapsedTime(started).TotalSeconds);
        return ended;
    }

    /// <summary>Asks again and again; answers how often in a second.</summary>
    public async Task<double> ReadAsync(string path, int times, CancellationToken cancellationToken)
    {
        await _http.GetByteArrayAsync(path, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        for (var time = 0; time < times; time++)
        {
            await _http.GetByteArrayAsync(path, cancellationToken);
        }

        return times / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _tes.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string?> RunOneAsync(CancellationToken cancellationToken)
    {
        using var body = new StringContent("""{"name":"nothing","executors":[{"image":"alpine","command":["true"]}]}""", Encoding.UTF8, "application/json");
        using var created = await _http.PostAsync(new Uri("tasks", UriKind.Relative), body, cancellationToken);
        var id = await FieldAsync(created, "id", cancellationToken);
        while (true)
        {
            using var answer = await _http.GetAsync(new Uri($"tasks/{id}", UriKind.Relative), cancellationToken);
            var state = await FieldAsync(answer, "state", cancellationToken);
            if (state is not ("QUEUED" or "INITIALIZING" or "RUNNING"))
            {
                return state;
            }

            await Task.Delay(Look, cancellationToken);
        }
    }

    private static async Task<string?> FieldAsync(HttpResponseMessage answer, string name, CancellationToken cancellationToken)
    {
        using var json = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellationToken));
        return json.RootElement.GetProperty(name).GetString();
    }
}
