using System.Collections.Concurrent;

namespace SageTasks.Testing;

/// <summary>Executes runs: the head job of each is a task of this process.</summary>
internal sealed class RunExecutor(TowerWorld world, RunRegistry runs, RepositoryRegistry repositories, Func<string, Stream?> openDataset, SecretRegistry secrets) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _cpus = new(world.Options.Cpus);
    private readonly ConcurrentDictionary<string, Task> _heads = new(StringComparer.Ordinal);

    /// <summary>Lets a run begin, or go on when it was interrupted, if its repository is registered.</summary>
    public void Start(TowerRun run)
    {
        lock (world.Lock)
        {
            if (run.Executing || run.Document.IsStaged || !TowerStatus.IsActive(run.Document.Status) || !repositories.TryFind(run.Document.Repository, out var pipeline))
            {
                return;
            }

            run.Executing = true;
            var head = pipeline.Run is null ? SimulateAsync(run, pipeline.Simulation ?? new SimulatedRun()) : Task.Run(() => ExecuteAsync(run, pipeline.Run), CancellationToken.None);
            if (!head.IsCompleted)
            {
                _heads[run.Document.Id] = head;
            }
        }
    }

    public string LogPath(RunDocument run) => Path.Combine(world.Folder.Path, "runs", run.Id, $"nf-{run.Id}.txt");

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_heads.Values).ConfigureAwait(false);
        _stopping.Dispose();
        _cpus.Dispose();
    }

    /// <summary>Says that the head job has started: from now on the run shows what it is.</summary>
    public bool Begin(TowerRun run) => runs.Advance(
        run,
        s => s == TowerStatus.Submitted,
        d => d with { Status = TowerStatus.Running, Start = Later(world.Clock.Shown, d.Submit) });

    public bool End(TowerRun run, string status, int? exit = null, string? message = null, string? report = null) => runs.Advance(
        run,
        TowerStatus.IsActive,
        d => d with
        {
            Status = status,
            Complete = Later(world.Clock.Shown, d.Start ?? d.Submit),
            ExitStatus = exit,
            ErrorMessage = message,
            ErrorReport = report,
        });

    /// <summary>Cancels a run that has not ended.</summary>
    public void Cancel(TowerRun run)
    {
        End(run, TowerStatus.Cancelled);
        run.Stop.Cancel();
    }

    public void CancelLater(TowerRun run, TimeSpan wait)
    {
        var key = $"{run.Document.Id}/{Guid.NewGuid()}";
        _heads[key] = CancelAfterAsync(run, wait, key);
    }

    private async Task CancelAfterAsync(TowerRun run, TimeSpan wait, string key)
    {
        try
        {
            await world.Faults.WaitAsync(wait, world.Clock.Time, _stopping.Token).ConfigureAwait(false);
            Cancel(run);
            _heads.TryRemove(key, out _);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The platform stops before the cancellation took effect.
        }
    }

    private async Task SimulateAsync(TowerRun run, SimulatedRun plan)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, run.Stop.Token);
        try
        {
            if (run.Document.Status == TowerStatus.Submitted)
            {
                await WaitAsync(plan.Waits, stop.Token).ConfigureAwait(false);
                Begin(run);
            }

            await WaitAsync(plan.Runs, stop.Token).ConfigureAwait(false);
            End(run, plan.Ends, plan.Ends == TowerStatus.Succeeded ? 0 : 1, plan.Ends == TowerStatus.Succeeded ? null : "The simulated run was told to end so.");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Cancelled or told to end; or the platform stops, and the run goes on in its next life.
        }
        finally
        {
            Finished(run);
        }
    }

    private async Task ExecuteAsync(TowerRun run, Func<PipelineContext, CancellationToken, Task> work)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, run.Stop.Token);
        var log = new RunLog(LogPath(run.Document));
        try
        {
            Begin(run);
            Announce(run.Document, log);
            var tasks = new TaskRunner(world, runs, run, _cpus, log);
            await work(new PipelineContext(run.Document, tasks, new LocationResolver(world.Folder.Path, openDataset), log, name => SecretOf(run.Document, name)), stop.Token).ConfigureAwait(false);
            log.WriteLine("Pipeline completed successfully");
            End(run, TowerStatus.Succeeded, 0);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            if (!_stopping.IsCancellationRequested)
            {
                log.WriteLine("Execution cancelled");
            }
        }
        catch (Exception e)
        {
            var report = Report(e);
            log.WriteLine($"ERROR ~ {report}");
            End(run, TowerStatus.Failed, e is PipelineTaskException task ? task.ExitCode : 1, e.Message, report);
        }
        finally
        {
            Finished(run);
        }
    }

    // Only what the launch names is given to it; the user's own go before the workspace's.
    private string? SecretOf(RunDocument run, string name) =>
        (run.Launch.UserSecrets?.Contains(name, StringComparer.Ordinal) == true ? secrets.ValueOf(-run.OwnerId, name) : null)
        ?? (run.Launch.WorkspaceSecrets?.Contains(name, StringComparer.Ordinal) == true ? secrets.ValueOf(run.Workspace, name) : null);

    private static void Announce(RunDocument run, RunLog log)
    {
        log.WriteLine("N E X T F L O W  ~  version 24.10.5");
        log.WriteLine($"Launching `{run.Repository}` [{run.RunName}] DSL2 - revision: {run.CommitId?[..Math.Min(10, run.CommitId.Length)]} [{run.Revision}]");
    }

    private static string Report(Exception e) => e is not PipelineTaskException task
        ? e.ToString()
        : $"""
            Error executing process > '{task.TaskName}'

            Caused by:
              {task.InnerException?.Message ?? task.Message}

            Command exit status:
              {task.ExitCode}

            Work dir:
              {task.Folder}
            """;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private Task WaitAsync(TimeSpan? wait, CancellationToken stop) => wait == TimeSpan.Zero
        ? Task.CompletedTask
        : Task.Delay(wait ?? Timeout.InfiniteTimeSpan, world.Clock.Time, stop);

    private void Finished(TowerRun run)
    {
        lock (world.Lock)
        {
            run.Executing = false;
        }

        _heads.TryRemove(run.Document.Id, out _);
    }
}
