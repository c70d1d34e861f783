namespace SageTasks.Tower;

/// <summary>Brings a run's logs home: the run's own, and those of the tasks that failed.</summary>
public partial class RunLogs
{
    private const int MaxPages = 200;

    private readonly TowerClient _client;

    /// <summary>Logs of the runs of a client's workspace.</summary>
    public RunLogs(TowerClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <summary>The last lines of a run's log; where it has none, of the report of the task that failed; empty where there is neither
    /// (<c>GET /workflow/{workflowId}/log</c>).</summary>
    /// <param name="workflowId">The run's id.</param>
    /// <param name="lines">The most lines to answer.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public virtual async Task<IReadOnlyList<string>> ReadTailAsync(string workflowId, int lines, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lines);
        var tail = new Queue<string>();
        string? next = null;
        for (var pages = 0; pages < MaxPages; pages++)
        {
            var page = await _client.GetLogAsync(workflowId, next, null, cancellationToken).ConfigureAwait(false);
            foreach (var line in page.Entries)
            {
                tail.Enqueue(line);
                if (tail.Count > lines)
                {
                    tail.Dequeue();
                }
            }

            if (string.IsNullOrEmpty(page.ForwardToken) || page.Entries.Count == 0 || string.Equals(page.ForwardToken, next, StringComparison.Ordinal))
            {
                break;
            }

            next = page.ForwardToken;
        }

        return tail.Count > 0 ? tail.ToList() : await ReadReportAsync(workflowId, lines, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<string>> ReadReportAsync(string workflowId, int lines, CancellationToken cancellationToken)
    {
        var run = (await _client.GetRunAsync(workflowId, cancellationToken).ConfigureAwait(false)).Workflow;
        var text = string.IsNullOrWhiteSpace(run.ErrorReport) ? run.ErrorMessage : run.ErrorReport;
        return string.IsNullOrWhiteSpace(text) ? [] : text.TrimEnd().Split('\n').TakeLast(lines).ToList();
    }
}
