using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>Does jobs behind the requests that asked for them; those that a dead process left are done in its next life.</summary>
internal sealed class JobBoard(CavaticaWorld world) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, Task> _work = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<JobDocument, CancellationToken, Task<IReadOnlyList<JobResult>>>> _handlers = new(StringComparer.Ordinal);

    public CavaticaTable<JobDocument> Table { get; } = new(world.Store, "job", CavaticaJson.Default.JobDocument, job => job.Id);

    public void Handle(string kind, Func<JobDocument, CancellationToken, Task<IReadOnlyList<JobResult>>> handler) => _handlers.Add(kind, handler);

    /// <summary>A handler that needs nothing but the lock, item by item.</summary>
    public void Handle(string kind, Func<JobDocument, JsonObject, string?> handleItem) => Handle(kind, (job, _) => Task.FromResult<IReadOnlyList<JobResult>>(
        [.. ItemsOf(job).Select(item => Try(() => handleItem(job, item)))]));

    public static IEnumerable<JsonObject> ItemsOf(JobDocument job) => job.Request["items"] is JsonArray items ? items.OfType<JsonObject>() : [job.Request];

    /// <summary>What became of one item, which is handled under the lock.</summary>
    public JobResult Try(Func<string?> handleItem)
    {
        try
        {
            lock (world.Lock)
            {
                return new JobResult(handleItem());
            }
        }
        catch (RefusalException refusal)
        {
            return new JobResult(null, CavaticaErrors.Body(refusal));
        }
    }

    /// <summary>Takes in a job; the caller holds the lock.</summary>
    public JobDocument Begin(CavaticaCall call, string kind, string state, JsonObject request)
    {
        var job = new JobDocument
        {
            Id = NewId(),
            Kind = kind,
            User = call.User.Username,
            State = state,
            Request = (JsonObject)request.DeepClone(),
            StartedOn = world.Now,
        };
        Table.Put(job, batch => batch.Record("job.created", job.Id, new JobCommit(kind, state), CavaticaJson.Default.JobCommit));
        Run(job);
        return job;
    }

    public void Resume()
    {
        foreach (var job in Table.All.Where(job => !JobState.HasEnded(job.State)).ToList())
        {
            Run(job);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_work.Values).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private static string NewId() => RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture)
        + RandomNumberGenerator.GetInt32(100_000_000, 1_000_000_000).ToString(CultureInfo.InvariantCulture);

    private void Run(JobDocument job) => _work[job.Id] = Task.Run(() => RunAsync(job), CancellationToken.None);

    private async Task RunAsync(JobDocument job)
    {
        try
        {
            await Task.Delay(world.Options.JobTime, world.Clock.Time, _stopping.Token).ConfigureAwait(false);
            Set(job with { State = JobState.Running });
            var results = await ResultsAsync(job).ConfigureAwait(false);
            var isTransfer = job.Kind is "import" or "export";
            var end = !isTransfer ? JobState.Finished : results.Any(result => result.Error is not null) ? JobState.Failed : JobState.Completed;
            Set(job with { State = end, Results = results, FinishedOn = world.Now });
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The platform stops; the job is done in its next life.
        }
        finally
        {
            _work.TryRemove(job.Id, out _);
        }
    }

    private async Task<IReadOnlyList<JobResult>> ResultsAsync(JobDocument job)
    {
        try
        {
            return await _handlers[job.Kind](job, _stopping.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return [new JobResult(null, CavaticaErrors.Body(CavaticaErrors.Refuse(500, 90_004, e.Message)))];
        }
    }

    private void Set(JobDocument job)
    {
        lock (world.Lock)
        {
            Table.Put(job, batch =>
            {
                if (JobState.HasEnded(job.State))
                {
                    batch.Record("job.finished", job.Id, new JobCommit(job.Kind, job.State), CavaticaJson.Default.JobCommit);
                }
            });
        }
    }
}
