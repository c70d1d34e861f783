namespace SageTasks.Tes;

/// <summary>The end of what a task had to say.</summary>
internal static class TaskLogs
{
    /// <summary>The last lines: of the executor that ended last its error, else its output, and behind it what the system said. Of several
    /// tries, the last counts.</summary>
    public static IReadOnlyList<string> Tail(TesTask task, int lines)
    {
        if (task.Logs.Count == 0)
        {
            return [];
        }

        var log = task.Logs[^1];
        var executor = log.Logs.LastOrDefault(executor => executor.ExitCode is not (null or 0)) ?? (log.Logs.Count > 0 ? log.Logs[^1] : null);
        var said = Lines(executor?.Stderr);
        if (said.Count == 0)
        {
            said = Lines(executor?.Stdout);
        }

        return [.. said.Concat(log.SystemLogs.SelectMany(Lines)).TakeLast(lines)];
    }

    private static IReadOnlyList<string> Lines(string? text) =>
        string.IsNullOrWhiteSpace(text) ? [] : text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
