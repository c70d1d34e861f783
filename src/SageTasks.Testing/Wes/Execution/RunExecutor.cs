using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Wes;

/// <summary>Executes runs: each is a process on this machine, or a task of a TES.</summary>
internal sealed class RunExecutor(WesWorld world, RunRegistry runs, IReadOnlyList<IWorkflowEngine> engines) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _slots = new(Math.Max(1, world.Options.ConcurrentRuns));
    private readonly ConcurrentDictionary<string, Task> _heads = new(StringComparer.Ordinal);
    private readonly TesSteps? _steps = world.Options.Tes is { } tes ? new TesSteps(world, runs, tes) : null;

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

    /// <summary>Takes up a run that was under way when the server ended: on a TES it went on, elsewhere it ended with the server.</summary>
    public async Task RecoverAsync(Run run)
    {
        if (!run.Document.IsOnTes || _steps is null)
        {
            await LoseAsync(run).ConfigureAwait(false);
            return;
        }

        if (run.Document.State == LocalWesState.Canceling)
        {
            await run.Stop.CancelAsync().ConfigureAwait(false);
        }

        run.Executing = true;
        _heads[run.Document.Id] = Task.Run(() => ExecuteAsync(run), CancellationToken.None);
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
        _steps?.Dispose();
        _stopping.Dispose();
        _slots.Dispose();
    }

    private async Task LoseAsync(Run run)
    {
        await Mark(run).KillAllAsync().ConfigureAwait(false);
        End(run, LocalWesState.SystemError, log: "The server was started anew while the run was under way.");
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
            if (run.Document.IsOnTes)
            {
                await RunAsync(run, _stopping.Token).ConfigureAwait(false);
                return;
            }

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
            if (run.Stop.IsCancellationRequested && !run.Document.IsOnTes)
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
        var command = engine.Command(request, workflow, parameters);
        IReadOnlyList<string> before = [.. run.Document.Attachments, workflow];
        if (engine.IsOneStep && _steps is not null)
        {
            await RunOnTesAsync(run, _steps, command, files, parameters, () => engine.Outputs(files, before)).ConfigureAwait(false);
            return;
        }

        runs.Change(run, state => state == LocalWesState.Initializing, document => document with
        {
            State = LocalWesState.Running,
            Start = Later(world.Clock.Shown, document.Submitted),
            Command = command.Words,
        });
        var start = command.Process();
        start.Environment[RunFiles.ParametersVariable] = Path.Combine(files.Work, parameters);
        var exit = await LoggedProcess.RunAsync(start, Mark(run), files.Work, files.Log, engine.Reader(new TaskBook(runs, run, world.Clock)), cancellationToken).ConfigureAwait(false);
        End(run, exit == 0 ? LocalWesState.Complete : LocalWesState.ExecutorError, exit, outputs: exit == 0 ? engine.Outputs(files, before) : null);
    }

    private async Task RunOnTesAsync(Run run, TesSteps steps, WorkflowCommand command, RunFiles files, string parameters, Func<JsonNode> outputs)
    {
        runs.Change(run, LocalWesState.IsActive, document => document with { IsOnTes = true, Command = command.Words });
        if (await steps.RunAsync(run, command, files, parameters, _stopping.Token).ConfigureAwait(false) is not { } task)
        {
            End(run, LocalWesState.Canceled);
            return;
        }

        // A TES takes files away only when no command failed; else there is what it keeps of them.
        foreach (var stream in (string[])["stdout", "stderr"])
        {
            if (!File.Exists(files.Log(stream)))
            {
                await File.WriteAllTextAsync(files.Log(stream), StepTask.Said(task, stream), CancellationToken.None).ConfigureAwait(false);
            }
        }

        var (state, step) = ((string)task["state"]!, run.Document.Tasks.Single());
        End(run, state, step.ExitCode, state == LocalWesState.Complete ? outputs() : null, step.SystemLogs is null ? null : string.Join('\n', step.SystemLogs));
    }

    private static ProcessMark Mark(Run run) => new(RunFiles.RunVariable, run.Document.Id);

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
