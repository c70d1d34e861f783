namespace SageTasks.Testing;

/// <summary>Commands as plain processes, in a process group of their own where the system has <c>setsid</c>.</summary>
internal sealed class ProcessSandbox : ICommandSandbox
{
    private readonly string? _setsid = Programs.Find("setsid");

    public LocalTesSandbox Kind => LocalTesSandbox.Processes;

    public string Description => "commands run as plain processes with this machine's programs; paths are rewritten in arguments and variables, images are not used";

    public CommandStart Start(TesTaskDocument task, TesExecutor executor, TaskFolder folder)
    {
        var paths = new PathRewriting(task.Task, folder);
        List<string> command = [.. executor.Command!.Select(paths.Rewrite)];
        var info = Programs.Piped(
            _setsid ?? command[0],
            _setsid is null ? command.Skip(1) : command,
            CommandEnvironment.Of(executor, folder.Locate("/tmp"), paths.Rewrite));
        info.WorkingDirectory = folder.Locate(executor.Workdir ?? "/");
        return new CommandStart(info, IsGroup: _setsid is not null);
    }
}
