using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Wes;

/// <summary>Executes runs: each is a process on this machine.</summary>
internal sealed class RunExecutor(WesWorld world, RunRegistry runs, IReadOnlyList<IWorkflowEngine> engines) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _slots = new(Math.Max(1, world.Options.ConcurrentRuns));
    private readonly ConcurrentDictionary<string, Task> _heads = new(StringComparer.Ordinal);

    /// <summary>Lets a queued run begin.</summary>
    public void Start(Run run)
    {
        lock (world.Lock)
        {
            if (run.Document.IsScripted || run.Executing || run.Document.State != LocalWesState.Queued)
            {
                return;
            }

            run.Executing = true;
        }

        _heads[run.Document.Id] = Task.Run(() => ExecuteAsync(run), CancellationToken.None);
    }

    /// <summary>Ends a run whose server ended while it was under way, and what is left of its processes.</summary>
    public async Task LoseAsync(Run run)
    {
        await Mark(run).KillAllAsync().ConfigureAwait(false);
        End(run, LocalWesState.SystemError, log: "The server was started anew while the run was under way.");
    }

    /// <summary>Cancels a run that has not ended.</summary>
    public void Cancel(Run run)
    {
        lock (world.Lock)
        {
            runs.Change(run, LocalWesState.IsActive, document => run.Executing
                ? document with { State = LocalWesState.Canceling }
                : document with { State = LocalWesState.Canceled, End = Later(world.Clock.Shown, document.Submitted) });
        }

        run.Stop.Cancel();
    }

    public void CancelLater(Run run, TimeSpan wait)
    {
        var key = $"{run.Document.Id}/{Guid.NewGuid()}";
        _heads[key] = CancelAfterAsync(run, wait, key);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_heads.Values).ConfigureAwait(false);
        _stopping.Dispose();
        _slots.Dispose();
    }

    private async Task CancelAfterAsync(Run run, TimeSpan wait, string key)
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

    private async Task ExecuteAsync(Run run)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, run.Stop.Token);
        try
        {
            await _slots.WaitAsync(stop.Token).ConfigureAwait(false);
            try
            {
                await RunAsync(run, stop.Token).ConfigureAwait(false);
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // When the platform stops, the run stays as it is for the next life.
            if (run.Stop.IsCancellationRequested)
            {
                End(run, LocalWesState.Canceled);
            }
        }
        catch (Exception e)
        {
            End(run, LocalWesState.SystemError, log: e.Message);
        }
        finally
        {
            lock (world.Lock)
            {
                run.Executing = false;
            }

            _heads.TryRemove(run.Document.Id, out _);
        }
    }

    private async Task RunAsync(Run run, CancellationToken cancellationToken)
    {
        var request = run.Document.Request;
        var engine = engines.First(engine => engine.Language.Type == request.WorkflowType);
        var files = new RunFiles(world.Folder, run.Document.Id);
        runs.Change(run, state => state == LocalWesState.Queued, document => document with { State = LocalWesState.Initializing });
        Directory.CreateDirectory(files.Work);
        var parameters = await files.WriteParametersAsync(run.Document, cancellationToken).ConfigureAwait(false);
        var workflow = await WorkflowFile.FindAsync(run.Document, engine, files, cancellationToken).ConfigureAwait(false);
        var before = files.Made([]).ToList();

        var command = engine.Command(request, workflow, parameters);
        runs.Change(run, state => state == LocalWesState.Initializing, document => document with
        {
            State = LocalWesState.Running,
            Start = Later(world.Clock.Shown, document.Submitted),
            Command = command.Words,
        });
        var start = command.Process();
        start.Environment["WES_PARAMS"] = Path.Combine(files.Work, parameters);
        var exit = await LoggedProcess.RunAsync(start, Mark(run), files.Work, files.Log, engine.Reader(new TaskBook(runs, run, world.Clock)), cancellationToken).ConfigureAwait(false);
        End(run, exit == 0 ? LocalWesState.Complete : LocalWesState.ExecutorError, exit, outputs: exit == 0 ? engine.Outputs(files, before) : null);
    }

    private static ProcessMark Mark(Run run) => new("WES_RUN_ID", run.Document.Id);

    private void End(Run run, string state, int? exit = null, JsonNode? outputs = null, string? log = null) => runs.Change(run, LocalWesState.IsActive, document => document with
    {
        State = state,
        End = Later(world.Clock.Shown, document.Start ?? document.Submitted),
        ExitCode = exit,
        Outputs = outputs is null ? null : JsonSerializer.SerializeToElement(outputs, LocalWesJson.Default.JsonNode),
        SystemLogs = log is null ? document.SystemLogs : [.. document.SystemLogs ?? [], log],
        Tasks = document.Tasks.Count == 0 && document.Command is not null ? [Whole(document, exit)] : document.Tasks,
    });

    // A workflow that is one program is one task.
    private TaskDocument Whole(RunDocument document, int? exit) => new()
    {
        Id = "1",
        Name = document.Request.WorkflowUrl,
        Command = document.Command,
        Start = document.Start,
        End = world.Clock.Shown,
        ExitCode = exit,
    };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
