namespace SageTasks.Testing;

/// <summary>How a task that is not executed shows in its logs.</summary>
internal static class TaskEnd
{
    /// <summary>The task, running.</summary>
    public static TesTaskDocument Began(TesTaskDocument task, DateTimeOffset now) =>
        task with { State = LocalTesState.Running, Logs = [Last(task) with { StartTime = now }] };

    /// <summary>The task in another state; its commands have logs once it has ended by itself.</summary>
    public static TesTaskDocument Of(TesTaskDocument task, string state, DateTimeOffset now, int? exitCode = null, string? stderr = null)
    {
        if (LocalTesState.IsActive(state))
        {
            return state == LocalTesState.Running ? Began(task, now) : task with { State = state };
        }

        var last = Last(task);
        var code = exitCode ?? state switch { LocalTesState.Complete => 0, LocalTesState.ExecutorError => 1, _ => null };
        return task with { State = state, Logs = [last with { StartTime = last.StartTime ?? now, EndTime = now, Logs = Commands(task, last, code, stderr, now) }] };
    }

    /// <summary>The task, whose server died while it ran: its commands died too, or nobody knows what they do.</summary>
    public static TesTaskDocument Interrupted(TesTaskDocument task, bool canceled, DateTimeOffset now)
    {
        var last = Last(task);
        return task with
        {
            State = canceled ? LocalTesState.Canceled : LocalTesState.SystemError,
            Logs = [last with { EndTime = now, SystemLogs = [.. last.SystemLogs ?? [], "The server ended while the task was under way."] }],
        };
    }

    private static TesTaskLog Last(TesTaskDocument task) => task.Logs is { Count: > 0 } logs ? logs[^1] : new TesTaskLog();

    // One that fails is the last to have run.
    private static IReadOnlyList<TesExecutorLog> Commands(TesTaskDocument task, TesTaskLog log, int? code, string? stderr, DateTimeOffset now) =>
        code is null || log.Logs.Count > 0
            ? log.Logs
            : [.. (task.Task.Executors ?? []).Take(code == 0 ? int.MaxValue : 1).Select(_ => new TesExecutorLog
            {
                StartTime = log.StartTime ?? now,
                EndTime = now,
                ExitCode = code.Value,
                Stdout = "",
                Stderr = stderr ?? "",
            })];
}
