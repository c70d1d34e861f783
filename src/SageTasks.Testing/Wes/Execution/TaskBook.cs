namespace SageTasks.Testing.Wes;

/// <summary>Notes what a run does as tasks, while it does it.</summary>
internal sealed class TaskBook(RunRegistry runs, Run run, PlatformClock clock)
{
    public void Begin(string id, string name, IReadOnlyList<string>? command) => Change(
        tasks => [.. tasks.Where(task => task.Id != id), new TaskDocument { Id = id, Name = name, Command = command, Start = clock.Shown }]);

    public void End(string id, int exitCode) => Change(
        tasks => [.. tasks.Select(task => task.Id == id ? task with { End = clock.Shown, ExitCode = exitCode } : task)]);

    private void Change(Func<IReadOnlyList<TaskDocument>, IReadOnlyList<TaskDocument>> change) =>
        runs.Change(run, _ => true, document => document with { Tasks = change(document.Tasks) });
}
