using System.Collections.Concurrent;

namespace SageTasks.Testing.Cavatica;

/// <summary>Stops tasks, at once or after a while.</summary>
internal sealed class TaskStopper(CavaticaWorld world, TaskBook tasks, TaskStarter starter) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Guid, Task> _work = new();

    public SbgTask Abort(SbgTask task) => starter.Abort(task);

    /// <summary>Accepts to stop a task, which runs on for a while.</summary>
    public SbgTask AbortLater(SbgTask task, TimeSpan wait)
    {
        var aborting = tasks.Change(task, task with { Status = LocalCavaticaStatus.Aborting });
        var key = Guid.NewGuid();
        _work[key] = AbortAfterAsync(task.Id, wait, key);
        return aborting;
    }

    /// <summary>Stops what another life was about to stop.</summary>
    public void Resume()
    {
        lock (world.Lock)
        {
            foreach (var task in tasks.Table.All.Where(task => task is { Status: LocalCavaticaStatus.Aborting, IsStaged: false }).ToList())
            {
                Abort(task);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_work.Values).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task AbortAfterAsync(string id, TimeSpan wait, Guid key)
    {
        try
        {
            await world.Faults.WaitAsync(wait, world.Clock.Time, _stopping.Token).ConfigureAwait(false);
            lock (world.Lock)
            {
                if (tasks.Table.Find(id) is { } task)
                {
                    Abort(task);
                }
            }

            _work.TryRemove(key, out _);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The next life of the platform stops it.
        }
    }
}
