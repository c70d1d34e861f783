namespace SageTasks.Testing.Cavatica;

/// <summary>The tasks. Its users hold the lock.</summary>
internal sealed class TaskBook(CavaticaWorld world, ProjectBook projects)
{
    public CavaticaTable<SbgTask> Table { get; } = new(world.Store, "task", CavaticaJson.Default.SbgTask, task => task.Id);

    /// <summary>Sees every task that has changed.</summary>
    public Action<SbgTask>? Changed { get; set; }

    /// <summary>A task, in whose project the caller may do something.</summary>
    public SbgTask Get(CavaticaCall call, string id, Permission permission = Permission.Read)
    {
        var task = Table.Find(id) ?? throw CavaticaErrors.Refuse(404, 7002, "Requested task does not exist.");
        return projects.Table.Find(task.Project) is { } project && ProjectBook.May(project, call.User, permission)
            ? task
            : throw CavaticaErrors.Refuse(403, 7001, "Insufficient privileges to access the requested task.");
    }

    public SbgTask Add(SbgTask task) => Table.Put(task, batch =>
        batch.Record("task.created", task.Id, new TaskCommit(task.Name, task.Project, task.App, task.Parent), CavaticaJson.Default.TaskCommit));

    /// <summary>Changes a task; the journal tells of another status, and of the first one that is no draft.</summary>
    public SbgTask Change(SbgTask before, SbgTask after)
    {
        Table.Put(after, batch =>
        {
            if (after.Status == before.Status)
            {
                return;
            }

            var commit = new StatusCommit(after.Status, before.Status);
            if (before.Status == LocalCavaticaStatus.Draft)
            {
                batch.Record("task.started", after.Id, commit, CavaticaJson.Default.StatusCommit);
            }

            batch.Record("task.status", after.Id, commit, CavaticaJson.Default.StatusCommit);
        });
        if (after.Parent is { } parent && LocalCavaticaStatus.HasEnded(after.Status) && Table.Find(parent) is { } batch)
        {
            EndBatch(batch);
        }

        Changed?.Invoke(after);
        return Table.Find(after.Id) ?? after;
    }

    public void Remove(SbgTask task) => Table.Remove(task.Id, batch =>
        batch.Record("task.deleted", task.Id, new StatusCommit(null, task.Status), CavaticaJson.Default.StatusCommit));

    public IReadOnlyList<SbgTask> ChildrenOf(SbgTask batch) => [.. Table.All.Where(task => task.Parent == batch.Id)];

    /// <summary>Ends a batch once all its parts have ended, as badly as the worst of them.</summary>
    public void EndBatch(SbgTask batch)
    {
        var children = ChildrenOf(batch);
        if (LocalCavaticaStatus.HasEnded(batch.Status) || children.Count == 0 || children.Any(child => !LocalCavaticaStatus.HasEnded(child.Status)))
        {
            return;
        }

        var worst = children.Any(child => child.Status == LocalCavaticaStatus.Failed) ? LocalCavaticaStatus.Failed
            : children.Any(child => child.Status == LocalCavaticaStatus.Aborted) ? LocalCavaticaStatus.Aborted
            : LocalCavaticaStatus.Completed;
        Change(batch, batch with { Status = worst, EndTime = world.Now });
    }
}
