namespace SageTasks.Testing.Cavatica;

/// <summary>Starts tasks, alone or as batches.</summary>
internal sealed class TaskStarter(CavaticaWorld world, TaskBook tasks, TaskInputs inputs, TaskBatches batches, RunnerRegistry runners)
{
    /// <summary>Starts a draft that nothing is wrong with.</summary>
    /// <param name="task">The draft.</param>
    /// <param name="user">Who starts it.</param>
    /// <param name="divides">Whether a batch is divided; else it runs as the one task that it is without.</param>
    public SbgTask Start(SbgTask task, string user, bool divides = true)
    {
        if (task.Status != LocalCavaticaStatus.Draft)
        {
            throw CavaticaErrors.Refuse(400, 7010, "Invalid task action. Action can be performed on DRAFT tasks.");
        }

        var single = divides ? task : task with { IsBatch = false, BatchInput = null, BatchBy = null };
        if (!single.IsBatch && inputs.Errors(single).Count > 0)
        {
            throw CavaticaErrors.Refuse(400, 7024, "Task cannot be started due to validation errors.");
        }

        var waits = !single.IsBatch && !world.Options.IsScripted;
        var started = tasks.Change(task, single with
        {
            Status = single.IsBatch ? LocalCavaticaStatus.Creating : waits ? LocalCavaticaStatus.Queued : LocalCavaticaStatus.Running,
            ExecutedBy = user,
            StartTime = waits ? null : world.Now,
            Message = waits ? "Initializing..." : null,
            IsRegistered = single.IsRegistered || runners.Registered(single.App) is not null,
            IsStaged = world.Options.IsScripted && !single.IsBatch,
        });
        return started.IsBatch && world.Options.BatchTime == TimeSpan.Zero ? Divide(started) : started;
    }

    /// <summary>Makes and starts the parts that a batch still lacks: it is being created until all of them are there and started, so that a platform that was
    /// killed in between goes on.</summary>
    public SbgTask Divide(SbgTask batch)
    {
        foreach (var part in batches.Divide(batch).Where(part => part.Status == LocalCavaticaStatus.Draft))
        {
            StartPart(part, batch.ExecutedBy ?? batch.CreatedBy);
        }

        var divided = tasks.Table.Find(batch.Id) ?? batch;
        return divided.Status == LocalCavaticaStatus.Creating
            ? tasks.Change(divided, divided with { Status = LocalCavaticaStatus.Running, IsStaged = world.Options.IsScripted })
            : divided;
    }

    /// <summary>Stops a task and all its parts.</summary>
    public SbgTask Abort(SbgTask task)
    {
        foreach (var part in task.IsBatch ? tasks.ChildrenOf(task).Where(part => !LocalCavaticaStatus.HasEnded(part.Status)) : [])
        {
            Abort(part);
        }

        var now = tasks.Table.Find(task.Id) ?? task;
        return LocalCavaticaStatus.HasEnded(now.Status) ? now : tasks.Change(now, now with { Status = LocalCavaticaStatus.Aborted, EndTime = world.Now });
    }

    // A part that something is wrong with fails alone.
    private void StartPart(SbgTask part, string user)
    {
        if (inputs.Errors(part) is { Count: > 0 } errors)
        {
            tasks.Change(part, part with { Status = LocalCavaticaStatus.Failed, StartTime = world.Now, EndTime = world.Now, Message = string.Join(' ', errors) });
        }
        else
        {
            Start(part, user);
        }
    }
}
