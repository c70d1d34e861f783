using System.Collections.Concurrent;

namespace SageTasks.Testing;

/// <summary>Lets tasks go through their states, so many at once as there are places.</summary>
internal sealed class TaskDispatcher(TesWorld world, TaskRegistry tasks) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, bool> _work = new();
    private readonly SemaphoreSlim _places = new(world.Options.Cpus);

    /// <summary>Executes tasks; null where they are simulated.</summary>
    public TaskExecution? Execution { get; set; }

    /// <summary>Lets a task begin.</summary>
    public void Start(TesTaskEntry entry)
    {
        if (entry.Document.IsStaged || !LocalTesState.IsActive(entry.Document.State))
        {
            return;
        }

        Follow(Execution is null ? SimulateAsync(entry, world.Options.Simulation!) : Task.Run(() => ExecuteAsync(entry, Execution), CancellationToken.None));
    }

    /// <summary>What becomes of a task that was under way when the process that executed it ended.</summary>
    public async Task RecoverAsync(TesTaskEntry entry)
    {
        var interrupted = Execution is not null && !entry.Document.IsStaged && entry.Document.State != LocalTesState.Queued;
        if (interrupted && LocalTesState.IsActive(entry.Document.State))
        {
            await Execution!.RecoverAsync(entry.Document.Id).ConfigureAwait(false);
            var canceled = entry.Document.State == LocalTesState.Canceling;
            tasks.Advance(entry, LocalTesState.IsActive, task => TaskEnd.Interrupted(task, canceled, world.Clock.Shown));
        }
        else
        {
            Start(entry);
        }
    }

    /// <summary>Cancels a task that has not ended.</summary>
    public void Cancel(TesTaskEntry entry)
    {
        var executing = entry.IsExecuting && world.Dialect.HasCanceling;
        tasks.Advance(entry, LocalTesState.IsActive, task => executing
            ? task with { State = LocalTesState.Canceling }
            : TaskEnd.Of(task, LocalTesState.Canceled, world.Clock.Shown));
        entry.Stop.Cancel();
    }

    /// <summary>Cancels a task some time later.</summary>
    public void CancelLater(TesTaskEntry entry, TimeSpan wait)
    {
        if (world.Dialect.HasCanceling)
        {
            tasks.Advance(entry, LocalTesState.IsActive, task => task with { State = LocalTesState.Canceling });
        }

        Follow(CancelAfterAsync(entry, wait));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_work.Keys).ConfigureAwait(false);
        _stopping.Dispose();
        _places.Dispose();
    }

    private void Follow(Task work)
    {
        if (!work.IsCompleted)
        {
            _work[work] = true;
            _ = work.ContinueWith(done => _work.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task CancelAfterAsync(TesTaskEntry entry, TimeSpan wait)
    {
        try
        {
            await world.Faults.WaitAsync(wait, world.Clock.Time, _stopping.Token).ConfigureAwait(false);
            Cancel(entry);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The platform stops before the cancellation took effect.
        }
    }

    private async Task ExecuteAsync(TesTaskEntry entry, TaskExecution execution)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, entry.Stop.Token);
        try
        {
            await _places.WaitAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        try
        {
            // A place may become free by the very stop of the server.
            if (_stopping.IsCancellationRequested)
            {
                return;
            }

            entry.IsExecuting = true;
            await execution.RunAsync(entry, stop.Token).ConfigureAwait(false);
        }
        finally
        {
            entry.IsExecuting = false;
            _places.Release();
            if (entry.Stop.IsCancellationRequested)
            {
                tasks.Advance(entry, LocalTesState.IsActive, task => TaskEnd.Of(task, LocalTesState.Canceled, world.Clock.Shown));
            }
        }
    }

    private async Task SimulateAsync(TesTaskEntry entry, LocalTesSimulation plan)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, entry.Stop.Token);
        try
        {
            await WaitAsync(plan.Waits, stop.Token).ConfigureAwait(false);
            tasks.Advance(entry, state => state == LocalTesState.Queued, task => TaskEnd.Began(task, world.Clock.Shown));
            await WaitAsync(plan.Runs, stop.Token).ConfigureAwait(false);
            tasks.Advance(entry, state => state == LocalTesState.Running, task => TaskEnd.Of(task, plan.Ends, world.Clock.Shown));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Cancelled or told to end; or the platform stops, and the task goes on in its next life.
        }
    }

    private Task WaitAsync(TimeSpan? wait, CancellationToken stop) => wait == TimeSpan.Zero
        ? Task.CompletedTask
        : Task.Delay(wait ?? Timeout.InfiniteTimeSpan, world.Clock.Time, stop);
}
