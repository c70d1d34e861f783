using SageTasks.Runs;

namespace SageTasks.Tes;

/// <summary>Tasks as the guard sees them.</summary>
internal static class TaskSnapshots
{
    public static RunSnapshot Of(TesTask task)
    {
        var state = TaskStates.Read(task.State);
        return new RunSnapshot
        {
            Id = task.Id!,
            Name = task.Name,
            State = state,
            RawState = task.State?.Value,
            CreatedAt = task.CreationTime,
            CompletedAt = state.IsTerminal && task.Logs.Count > 0 ? task.Logs[^1].EndTime : null,
            Tag = TaskTags.Read(task.Tags),
            Message = state is RunState.Failed ? Exit(task) : null,
        };
    }

    private static string? Exit(TesTask task)
    {
        var codes = task.Logs.Count > 0 ? task.Logs[^1].Logs : [];
        for (var index = 0; index < codes.Count; index++)
        {
            if (codes[index].ExitCode is { } code and not 0)
            {
                return FormattableString.Invariant($"executor {index} ended with exit code {code}");
            }
        }

        return null;
    }
}
