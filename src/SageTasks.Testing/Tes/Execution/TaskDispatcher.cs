using System.Collections.Concurrent;

namespace SageTasks.Testing;

/// <summary>Lets tasks go through their states.</summary>
internal sealed class TaskDispatcher(TesWorld world, TaskRegistry tasks) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, bool> _work = new();

    /// <summary>Lets a task begin.</summary>
    public void Start(TesTaskEntry entry)
    {
        if (!entry.Document.IsStaged && LocalTesState.IsActive(entry.Document.State))
        {
            Follow(SimulateAsync(entry, world.Options.Simulation ?? new LocalTesSimulation()));
        }
    }

    /// <summary>Cancels a task that has not ended.</summary>
    public void Cancel(TesTaskEntry entry)
    {
        End(entry, LocalTesState.Canceled);
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

    public bool End(TesTaskEntry entry, string state) => tasks.Advance(entry, LocalTesState.IsActive, task => TaskEnd.Of(task, state, world.Clock.Shown));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_work.Keys).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private void Follow(Task work)
    {
        if (!work.IsCompleted)
        {
            _work[work] = true;
            work.ContinueWith(done => _work.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
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
