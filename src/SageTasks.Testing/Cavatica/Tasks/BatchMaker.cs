using System.Collections.Concurrent;

namespace SageTasks.Testing.Cavatica;

/// <summary>Makes the parts of batches that are being created, after a while.</summary>
internal sealed class BatchMaker(CavaticaWorld world, TaskBook tasks, TaskStarter starter) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, Task> _work = new(StringComparer.Ordinal);

    /// <summary>Begins with a batch that is being created; the caller holds the lock.</summary>
    public void Follow(SbgTask task)
    {
        if (world.Options.BatchTime > TimeSpan.Zero && IsCreating(task) && !_work.ContainsKey(task.Id))
        {
            _work[task.Id] = DivideAfterAsync(task.Id);
        }
    }

    /// <summary>Goes on with what another life left.</summary>
    public void Resume()
    {
        lock (world.Lock)
        {
            foreach (var task in tasks.Table.All.Where(task => task is { IsBatch: true, IsStaged: false }).ToList())
            {
                GoOn(task);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_work.Values).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private void GoOn(SbgTask batch)
    {
        if (!IsCreating(batch))
        {
            tasks.EndBatch(batch);
        }
        else if (world.Options.BatchTime > TimeSpan.Zero)
        {
            Follow(batch);
        }
        else
        {
            starter.Divide(batch);
        }
    }

    private static bool IsCreating(SbgTask task) => task is { Status: LocalCavaticaStatus.Creating, IsBatch: true, IsStaged: false };

    private async Task DivideAfterAsync(string id)
    {
        try
        {
            await Task.Delay(world.Options.BatchTime, world.Clock.Time, _stopping.Token).ConfigureAwait(false);
            lock (world.Lock)
            {
                _work.TryRemove(id, out _);
                if (tasks.Table.Find(id) is { } task && IsCreating(task))
                {
                    starter.Divide(task);
                }
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The next life of the platform makes the parts.
        }
    }
}
