namespace SageTasks.Testing;

/// <summary>Executes a task: inputs, commands, outputs.</summary>
internal sealed class TaskExecution(TesWorld world, TaskRegistry tasks, ICommandSandbox sandbox, FileMoves moves, CommandRunner runner)
{
    private readonly InputStage _inputs = new(moves);
    private readonly OutputStage _outputs = new(moves);

    /// <summary>Takes the task to its end. Ends early when it is stopped.</summary>
    public async Task RunAsync(TesTaskEntry entry, CancellationToken stop)
    {
        try
        {
            Change(entry, document => document with { State = LocalTesState.Initializing });
            Log(entry, log => log with { StartTime = world.Clock.Shown, Metadata = Metadata(entry.Document.Task) });
            End(entry, await RunInFolderAsync(entry, stop).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Whoever stopped it says what became of it.
        }
        catch (Exception e)
        {
            Log(entry, log => log with { SystemLogs = [.. log.SystemLogs ?? [], e.Message] });
            End(entry, LocalTesState.SystemError);
        }
    }

    /// <summary>Ends and clears away what a task left whose server died.</summary>
    public async Task RecoverAsync(string taskId)
    {
        await sandbox.EndAsync(taskId).ConfigureAwait(false);
        Clear(taskId);
    }

    private void Clear(string taskId)
    {
        if (!world.Options.KeepTaskFolders)
        {
            Folder(taskId).Delete();
        }
    }

    // Its folder is gone before the task has ended, so that nothing is left of it when clients see that.
    private async Task<string> RunInFolderAsync(TesTaskEntry entry, CancellationToken stop)
    {
        var task = entry.Document.Task;
        var folder = Folder(entry.Document.Id);
        try
        {
            await _inputs.PrepareAsync(task, folder, stop).ConfigureAwait(false);
            Change(entry, document => document with { State = LocalTesState.Running });
            var ending = await RunCommandsAsync(entry, folder, stop).ConfigureAwait(false);
            if (ending == LocalTesState.Complete)
            {
                var outputs = await _outputs.CollectAsync(task, folder, stop).ConfigureAwait(false);
                Log(entry, log => log with { Outputs = outputs });
            }

            return ending;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await sandbox.EndAsync(entry.Document.Id).ConfigureAwait(false);
            throw;
        }
        finally
        {
            Clear(entry.Document.Id);
        }
    }

    private TaskFolder Folder(string taskId) => new(world.Folder.Sub("tasks", taskId));

    private async Task<string> RunCommandsAsync(TesTaskEntry entry, TaskFolder folder, CancellationToken stop)
    {
        foreach (var executor in entry.Document.Task.Executors!)
        {
            stop.ThrowIfCancellationRequested();
            var done = await runner.RunAsync(sandbox.Start(entry.Document, executor, folder), executor, folder, stop).ConfigureAwait(false);
            Log(entry, log => log with { Logs = [.. log.Logs, done] });
            if (done.ExitCode != 0 && executor.IgnoreError != true)
            {
                return LocalTesState.ExecutorError;
            }
        }

        return LocalTesState.Complete;
    }

    private Dictionary<string, string?> Metadata(TesTask task)
    {
        var metadata = new Dictionary<string, string?>(StringComparer.Ordinal) { ["host"] = Environment.MachineName, ["sandbox"] = sandbox.Kind.ToString() };
        if (task.Resources is { } resources && (resources.CpuCores ?? resources.RamGb ?? resources.DiskGb) is not null)
        {
            FormattableString asked = $"cpu_cores={resources.CpuCores}, ram_gb={resources.RamGb}, disk_gb={resources.DiskGb}";
            metadata["resources"] = $"{FormattableString.Invariant(asked)}: reported, not enforced";
        }

        return metadata;
    }

    private void Change(TesTaskEntry entry, Func<TesTaskDocument, TesTaskDocument> change) =>
        tasks.Advance(entry, state => LocalTesState.IsActive(state) && state != LocalTesState.Canceling, change);

    private void Log(TesTaskEntry entry, Func<TesTaskLog, TesTaskLog> change) =>
        tasks.Advance(entry, LocalTesState.IsActive, document => document with { Logs = [change(document.Logs is { Count: > 0 } logs ? logs[^1] : new TesTaskLog())] });

    private void End(TesTaskEntry entry, string state) => Change(entry, document => document with
    {
        State = state,
        Logs = [document.Logs![^1] with { EndTime = world.Clock.Shown }],
    });
}
