using System.Runtime.CompilerServices;
using SageTasks.Http;
using SageTasks.Reports;

namespace SageTasks.Cavatica;

/// <summary>The tasks of a project, or of all that the token sees, for a report, with their prices. A batch is one run: its children are not
/// listed beside it. Safe for use by many threads.</summary>
public class CavaticaRunHistory : IRunHistory
{
    // Without inputs and outputs, which can be large.
    private static readonly string[] Fields =
        ["id", "name", "status", "description", "project", "app", "created_time", "start_time", "end_time", "batch", "parent", "execution_status", "errors", "price"];

    private readonly CavaticaClient _client;
    private readonly string? _project;
    private readonly TaskSnapshots _snapshots;

    /// <summary>The history of a project.</summary>
    /// <param name="client">The client.</param>
    /// <param name="project">The project, owner/short-name; null for all that the token sees.</param>
    public CavaticaRunHistory(CavaticaClient client, string? project = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _project = project;
        _snapshots = new TaskSnapshots(client.Endpoint);
    }

    /// <inheritdoc/>
    public virtual bool CanShow(string service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return service.Length == 0 || service.StartsWith("cavatica:", StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    /// <remarks><c>GET /tasks</c>.</remarks>
    public virtual async IAsyncEnumerable<ReportedRun> ListAsync(RunHistoryQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var asked = new TaskQuery { Project = _project, CreatedFrom = query.CreatedFrom, CreatedTo = query.CreatedTo, Fields = Fields };
        await foreach (var task in _client.ListTasksAsync(asked, cancellationToken).ConfigureAwait(false))
        {
            if (string.IsNullOrEmpty(task.Parent) && Of(task) is var run && query.Fits(run.Run))
            {
                yield return run;
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks><c>GET /tasks/{id}</c>.</remarks>
    public virtual async Task<ReportedRun?> GetAsync(string runId, CancellationToken cancellationToken = default)
    {
        try
        {
            return Of(await _client.GetTaskAsync(runId, cancellationToken).ConfigureAwait(false));
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    private ReportedRun Of(CavaticaTask task) => new()
    {
        Service = $"cavatica:{CavaticaHosts.NameOf(_client.Endpoint)}/{task.Project}",
        Run = _snapshots.Of(task),
        Work = task.App,
        StartedAt = task.StartTime,
        Cost = task.Price is { Amount: { } amount } price ? new RunCost { Amount = amount, Currency = price.Currency } : null,
    };
}
