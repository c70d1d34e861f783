using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>Executes the tasks that are queued; those that a dead process left begin anew in its next life.</summary>
internal sealed class TaskExecutor(
    CavaticaWorld world, TaskBook tasks, AppBook apps, RunnerRegistry runners, InputStaging staging, OutputKeeping keeping, Memoization memoization) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _slots = new(Math.Max(1, world.Options.ConcurrentTasks));
    private readonly ConcurrentDictionary<string, (Task Work, CancellationTokenSource Stop)> _running = new(StringComparer.Ordinal);

    /// <summary>Begins with a task that waits, and ends the execution of one that has ended; the caller holds the lock.</summary>
    public void Follow(SbgTask task)
    {
        if (task is { Status: LocalCavaticaStatus.Queued, IsStaged: false, IsBatch: false } && !_running.ContainsKey(task.Id))
        {
            StartIfKnown(task);
        }
        else if (!LocalCavaticaStatus.IsActive(task.Status) && _running.TryGetValue(task.Id, out var running))
        {
            running.Stop.Cancel();
        }
    }

    /// <summary>Goes on with what was under way: with all that needs nobody to say how, or with the tasks of apps that somebody did.</summary>
    public void Resume()
    {
        lock (world.Lock)
        {
            foreach (var task in tasks.Table.All.Where(task => LocalCavaticaStatus.IsActive(task.Status) && !task.IsStaged && !task.IsBatch && !_running.ContainsKey(task.Id)).ToList())
            {
                StartIfKnown(task);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running.Values.Select(running => running.Work)).ConfigureAwait(false);
        _stopping.Dispose();
        _slots.Dispose();
    }

    // What a process registered to execute waits until it is registered again.
    private void StartIfKnown(SbgTask task)
    {
        var registered = runners.Registered(task.App);
        if (registered is not null || !task.IsRegistered)
        {
            Start(task, registered);
        }
    }

    private void Start(SbgTask task, AppRunner? registered)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        _running[task.Id] = (Task.Run(() => ExecuteAsync(task, registered, stop), CancellationToken.None), stop);
    }

    private async Task ExecuteAsync(SbgTask task, AppRunner? registered, CancellationTokenSource stop)
    {
        try
        {
            await _slots.WaitAsync(stop.Token).ConfigureAwait(false);
            try
            {
                await RunAsync(task, registered, stop.Token).ConfigureAwait(false);
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped by a user; or the platform stops, and the task begins anew in its next life.
        }
        catch (Exception e)
        {
            Advance(task.Id, now => now with { Status = LocalCavaticaStatus.Failed, EndTime = world.Now, Message = e.Message });
        }
        finally
        {
            lock (world.Lock)
            {
                _running.TryRemove(task.Id, out _);
                stop.Dispose();
            }
        }
    }

    private async Task RunAsync(SbgTask task, AppRunner? registered, CancellationToken cancellationToken)
    {
        var raw = Begin(task, out var key, out var memoized);
        if (raw is null || memoized)
        {
            return;
        }

        var run = registered ?? Runners.OfCwl(raw) ?? throw new TaskFailedException("Nothing on this machine runs this app: register it, or install cwltool for CWL of version 1.");
        var work = new TaskWork(world, task, raw);
        keeping.Discard(task);
        try
        {
            work.Inputs = await staging.StageAsync(task.Inputs, work.Folder).ConfigureAwait(false);
            var left = await run(work, cancellationToken).ConfigureAwait(false);
            var outputs = await keeping.KeepAsync(task, work.Folder, left).ConfigureAwait(false);
            var jobs = await JobsAsync(work).ConfigureAwait(false);
            Advance(task.Id, now => now with { Status = LocalCavaticaStatus.Completed, EndTime = world.Now, Outputs = outputs, Jobs = jobs, MemoKey = key, Message = "Completed" });
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            keeping.Discard(task);
            var jobs = await JobsAsync(work).ConfigureAwait(false);
            Advance(task.Id, now => now with { Status = LocalCavaticaStatus.Failed, EndTime = world.Now, Jobs = jobs, Message = e.Message });
        }
    }

    // The app's CWL; null where the task has ended already.
    private JsonObject? Begin(SbgTask task, out string key, out bool memoized)
    {
        lock (world.Lock)
        {
            (key, memoized) = ("", false);
            if (Advance(task.Id, now => now with { Status = LocalCavaticaStatus.Running, StartTime = now.StartTime ?? world.Now, Message = "Running" }) is not { } begun)
            {
                return null;
            }

            var raw = apps.Find(begun.App)?.Revision.Raw ?? throw new TaskFailedException("The app is gone.");
            var same = memoization.Key(begun, raw);
            key = same;
            if (memoization.Find(begun, key) is { } earlier)
            {
                memoized = true;
                var outputs = new JsonObject(earlier.Outputs.Select(pair => KeyValuePair.Create(pair.Key, keeping.Copy(begun, pair.Value))));
                Advance(task.Id, now => now with { Status = LocalCavaticaStatus.Completed, EndTime = world.Now, Outputs = outputs, Jobs = earlier.Jobs, MemoKey = same, Message = "Completed" });
            }
            else
            {
                tasks.Table.Put(begun, batch => batch.Record("task.executed", begun.Id, new TaskCommit(begun.Name, begun.Project, begun.App, begun.Parent), CavaticaJson.Default.TaskCommit));
            }

            return raw;
        }
    }

    private async Task<IReadOnlyList<TaskJob>> JobsAsync(TaskWork work)
    {
        var logs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in (string[])["stdout", "stderr"])
        {
            if (await keeping.KeepLogAsync(work.Task, work.Log(name)).ConfigureAwait(false) is { } id)
            {
                logs[$"{name}.log"] = id;
            }
        }

        return [.. work.Jobs.Select(job => job with { Status = job.Status == "RUNNING" ? "FAILED" : job.Status, EndTime = job.EndTime ?? world.Now, Logs = logs })];
    }

    private SbgTask? Advance(string id, Func<SbgTask, SbgTask> change)
    {
        lock (world.Lock)
        {
            return tasks.Table.Find(id) is { } now && now.Status is LocalCavaticaStatus.Queued or LocalCavaticaStatus.Running ? tasks.Change(now, change(now)) : null;
        }
    }
}
