using System.Runtime.CompilerServices;
using SageTasks.Http;
using SageTasks.Reports;

namespace SageTasks.Tes;

/// <summary>The tasks of a server for a report. TES tells no costs. Safe for use by many threads.</summary>
public class TesRunHistory : IRunHistory
{
    private readonly TesClient _client;

    /// <summary>The history of a client's server.</summary>
    public TesRunHistory(TesClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <inheritdoc/>
    public virtual bool CanShow(string service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return service.Length == 0 || service.StartsWith("tes:", StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    /// <remarks><c>GET /tasks</c> in the basic view.</remarks>
    public virtual async IAsyncEnumerable<ReportedRun> ListAsync(RunHistoryQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await foreach (var task in _client.ListTasksAsync(new TesTaskQuery { View = TesView.Basic }, cancellationToken).ConfigureAwait(false))
        {
            if (Of(task) is var run && query.Fits(run.Run))
            {
                yield return run;
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks><c>GET /tasks/{id}</c> in the basic view.</remarks>
    public virtual async Task<ReportedRun?> GetAsync(string runId, CancellationToken cancellationToken = default)
    {
        try
        {
            var task = await _client.GetTaskAsync(runId, TesView.Basic, cancellationToken).ConfigureAwait(false);
            return Of(task with { Id = runId });
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    private ReportedRun Of(TesTask task) => new()
    {
        Service = $"tes:{KnownServer.NameOf(_client.Endpoint)}",
        Run = TaskSnapshots.Of(task),
        Work = task.Executors.Count > 0 ? task.Executors[0].Image : null,
        StartedAt = task.Logs.Count > 0 ? task.Logs[^1].StartTime : null,
    };
}
