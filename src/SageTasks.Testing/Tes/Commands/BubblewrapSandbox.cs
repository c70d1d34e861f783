namespace SageTasks.Testing;

/// <summary>Commands in bubblewrap: the task's folder is the root of the file system, this machine's programs are in it to be read.</summary>
internal sealed class BubblewrapSandbox(string bwrap, IReadOnlyList<string> readable) : ICommandSandbox
{
    private static readonly string[] Isolation =
        ["--unshare-pid", "--unshare-ipc", "--unshare-uts", "--new-session"];

    // What a container would bring along.
    private static readonly string[] SystemFolders =
        ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc", "/opt", "/nix"];

    public LocalTesSandbox Kind => LocalTesSandbox.Bubblewrap;

    public string Description => "commands run in bubblewrap with this machine's programs; images are not used";

    /// <summary>Bubblewrap, if it is there and the system lets it work.</summary>
    public static async Task<BubblewrapSandbox?> FindAsync(IReadOnlyList<string> readable, CancellationToken cancellationToken)
    {
        string[] probe = [.. Isolation, "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--", "/bin/sh", "-c", "true"];
        return Programs.Find("bwrap") is { } bwrap && await Programs.WorksAsync(bwrap, probe, cancellationToken).ConfigureAwait(false)
            ? new BubblewrapSandbox(bwrap, readable)
            : null;
    }

    public CommandStart Start(TesTaskDocument task, TesExecutor executor, TaskFolder folder)
    {
        var own = TaskPaths.Of(task.Task);
        var arguments = new List<string>([.. Isolation, "--die-with-parent", "--bind", folder.Root, "/"]);
        foreach (var path in SystemFolders.Concat(readable))
        {
            Show(path, own, folder, arguments);
        }

        var workdir = string.IsNullOrEmpty(executor.Workdir) ? "/" : executor.Workdir;
        arguments.AddRange(["--ro-bind-try", "/run/systemd/resolve", "/run/systemd/resolve", "--dev", "/dev", "--proc", "/proc", "--chdir", workdir]);

        // The shell tells a program that is missing (127) from one that fails.
        arguments.AddRange(["--", "/bin/sh", "-c", "exec \"$@\"", "sh", .. executor.Command!]);
        return new CommandStart(Programs.Piped(bwrap, arguments, CommandEnvironment.Of(executor, "/tmp", value => value)));
    }

    // All of it dies with bubblewrap, and that with whoever started it.
    public Task EndAsync(string taskId) => Task.CompletedTask;

    // A folder that the task has files of its own in is shown entry by entry around them.
    private static void Show(string path, IReadOnlyList<string> own, TaskFolder folder, List<string> arguments)
    {
        if (own.Contains(path, StringComparer.Ordinal) || !Path.Exists(path))
        {
            return;
        }

        if (new FileInfo(path).LinkTarget is { } link)
        {
            if (!folder.Has(path))
            {
                folder.Make(Path.GetDirectoryName(path)!);
                File.CreateSymbolicLink(folder.Entry(path), link);
            }
        }
        else if (!own.Any(one => one.StartsWith(path + "/", StringComparison.Ordinal)))
        {
            arguments.AddRange(["--ro-bind", path, path]);
        }
        else
        {
            foreach (var entry in Directory.EnumerateFileSystemEntries(path))
            {
                Show(entry, own, folder, arguments);
            }
        }
    }
}
