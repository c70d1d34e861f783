namespace SageTasks.Testing;

/// <summary>Commands as plain processes, in a process group of their own where the system has <c>setsid</c>.</summary>
internal sealed class ProcessSandbox : ICommandSandbox
{
    private const string TaskVariable = "SAGETASKS_TASK";

    public LocalTesSandbox Kind => LocalTesSandbox.Processes;

    public string Description => "commands run as plain processes with this machine's programs; paths are rewritten in arguments and variables, images are not used";

    public CommandStart Start(TesTaskDocument task, TesExecutor executor, TaskFolder folder)
    {
        var paths = new PathRewriting(task.Task, folder);
        var (mark, variables) = (Mark(task.Id), CommandEnvironment.Of(executor, folder.Locate("/tmp"), paths.Rewrite));
        variables[mark.Variable] = mark.Value;
        var info = Programs.Piped(paths.Rewrite(executor.Command![0]), executor.Command.Skip(1).Select(paths.Rewrite), variables);
        info.WorkingDirectory = folder.Locate(executor.Workdir ?? "/");
        return new CommandStart(ProcessGroup.Lead(info), mark);
    }

    public Task EndAsync(string taskId) => Mark(taskId).KillAllAsync();

    private static ProcessMark Mark(string taskId) => new(TaskVariable, taskId);
}
