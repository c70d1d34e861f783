using Microsoft.Extensions.Logging;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Storage;

namespace SageTasks.Wes;

/// <summary>The tasks of a workflow run: submit it once, wait for it, bring its outputs home. Each is safe to call again with the same input.</summary>
public class WesTasks
{
    private readonly WesClient _client;
    private readonly WesRuns _runs;
    private readonly SubmissionGuard _guard;
    private readonly RunWatcher _watcher;
    private readonly TransferEngine? _transfers;
    private readonly WorkflowCollector _workflows;

    /// <summary>Tasks on a server.</summary>
    /// <param name="client">The server.</param>
    /// <param name="runs">The guard's side of it; null makes one.</param>
    /// <param name="guard">The guard; null makes one.</param>
    /// <param name="transfers">Copies outputs that are in object stores; null where outputs come from the server itself.</param>
    /// <param name="loggers">Where to log.</param>
    /// <param name="time">The clock.</param>
    public WesTasks(
        WesClient client, WesRuns? runs = null, SubmissionGuard? guard = null, TransferEngine? transfers = null, ILoggerFactory? loggers = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _runs = runs ?? new WesRuns(client, timeProvider: time);
        _guard = guard ?? new SubmissionGuard(loggers: loggers, time: time);
        _watcher = new RunWatcher(loggers, time);
        _transfers = transfers;
        _workflows = new WorkflowCollector(new TrsClient(new ApiOptions(), loggers, time ?? TimeProvider.System));
    }

    /// <summary>Collects what a workflow needs into a run request; nothing is submitted.</summary>
    /// <exception cref="ArgumentException">A file is missing or lies outside of the folder, or language or version cannot be told; the message says which.</exception>
    /// <exception cref="ApiException">The tool registry refused, or did not answer.</exception>
    public virtual Task<WesRunRequest> CollectAsync(WorkflowSubmission submission, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(submission);
        return _workflows.CollectAsync(submission, cancellationToken);
    }

    /// <summary>Makes sure that a workflow runs or has run, once: the same workflow, files and parameters are the same run.</summary>
    /// <exception cref="ArgumentException">A file is missing or lies outside of the folder, or the request cannot be sent as it is; nothing was submitted.</exception>
    /// <exception cref="SubmissionException">The guard decided against a run; the message says why.</exception>
    /// <exception cref="SubmissionUnknownException">Whether a run was started is not known; calling again resolves it.</exception>
    public virtual async Task<Submission> SubmitAsync(WorkflowSubmission submission, SubmissionPolicy? policy = null, CancellationToken cancellationToken = default)
    {
        var request = await CollectAsync(submission, cancellationToken).ConfigureAwait(false);
        var plan = new RunPlan<WesRunRequest> { Request = request, Scope = submission.Scope };
        return await _guard.SubmitAsync(_runs, plan, policy, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until the run has succeeded.</summary>
    /// <exception cref="RunFailedException">The run ended without success; the end of its log is in it.</exception>
    /// <exception cref="TimeoutException">The deadline passed first.</exception>
    public virtual Task<RunSnapshot> WaitAsync(Submission submission, WatchOptions? options = null, CancellationToken cancellationToken = default) =>
        _watcher.WaitAsync(_runs, submission, options, cancellationToken);

    /// <summary>The files that a run gave back (<c>GET /runs/{run_id}</c>).</summary>
    public virtual async Task<IReadOnlyList<WesOutput>> ReadOutputsAsync(string runId, CancellationToken cancellationToken = default)
    {
        var run = await _client.GetRunAsync(runId, cancellationToken).ConfigureAwait(false);
        return [.. OutputFiles.Of(run.Outputs)];
    }

    /// <summary>Brings the files that a run gave back into a folder, each whole or not at all. A file that is there already with the SHA-1 that the server
    /// states is not fetched again.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="folder">The folder; it is made when it is missing.</param>
    /// <param name="cancellationToken">Stops the call; files that are whole stay.</param>
    /// <exception cref="IOException">A file did not arrive as the server says that it is, or cannot be written; or there is nothing at a directory's address.</exception>
    /// <exception cref="NotSupportedException">An output is in an object store and there is no transfer engine, or is a directory of the server's own
    /// whose files it does not list; or a server elsewhere leads to this machine (<see cref="ApiOptions.AllowLocalTargets"/>).</exception>
    public virtual async Task<IReadOnlyList<FetchedOutput>> FetchOutputsAsync(string runId, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var outputs = await ReadOutputsAsync(runId, cancellationToken).ConfigureAwait(false);
        var fetcher = new OutputFetcher(_client, _transfers);
        var fetched = new List<FetchedOutput>(outputs.Count);

        // Directories last: one that cannot be brought keeps no file back.
        foreach (var (output, name) in OutputNames.Of(outputs).OrderBy(named => named.Output.IsDirectory))
        {
            fetched.Add(await fetcher.FetchAsync(runId, output, Path.Combine(Path.GetFullPath(folder), name), cancellationToken).ConfigureAwait(false));
        }

        return fetched;
    }
}
