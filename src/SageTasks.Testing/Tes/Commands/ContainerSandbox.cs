namespace SageTasks.Testing;

/// <summary>Commands in containers of their images.</summary>
internal sealed class ContainerSandbox(string engine) : ICommandSandbox
{
    private static readonly string[] Engines = ["docker", "podman"];

    public LocalTesSandbox Kind => LocalTesSandbox.Container;

    public string Description => $"commands run in containers by {Path.GetFileName(engine)}";

    /// <summary>The first engine that is there and answers.</summary>
    public static async Task<ContainerSandbox?> FindAsync(CancellationToken cancellationToken)
    {
        foreach (var engine in Engines.Select(Programs.Find).OfType<string>())
        {
            if (await Programs.WorksAsync(engine, ["info"], cancellationToken).ConfigureAwait(false))
            {
                return new ContainerSandbox(engine);
            }
        }

        return null;
    }

    public CommandStart Start(TesTaskDocument task, TesExecutor executor, TaskFolder folder)
    {
        List<string> arguments = ["run", "--rm", "--interactive", "--name", Name(task.Id)];
        foreach (var path in Mounts(task.Task))
        {
            arguments.AddRange(["--volume", $"{folder.Locate(path)}:{path}"]);
        }

        if (!string.IsNullOrEmpty(executor.Workdir))
        {
            arguments.AddRange(["--workdir", executor.Workdir]);
        }

        foreach (var (variable, value) in executor.Env ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            arguments.AddRange(["--env", $"{variable}={value}"]);
        }

        arguments.AddRange([executor.Image!, .. executor.Command!]);
        return new CommandStart(Programs.Piped(engine, arguments, null));
    }

    // A container outlives the program that asked for it.
    public Task EndAsync(string taskId) => Programs.WorksAsync(engine, ["rm", "--force", Name(taskId)], CancellationToken.None);

    // One command of a task runs at a time.
    private static string Name(string taskId) => $"sagetasks-{taskId}";

    // Folders that commands write to, files that they are given; nothing twice.
    private static IEnumerable<string> Mounts(TesTask task)
    {
        var paths = (task.Inputs ?? []).Select(input => input.Path!)
            .Concat((task.Outputs ?? []).Select(output => PathPattern.FixedFolder(output.Path!, output.Type == "DIRECTORY")))
            .Concat(task.Volumes ?? [])
            .Concat((task.Executors ?? []).SelectMany(executor => (string?[])[Above(executor.Stdout), Above(executor.Stderr)]).OfType<string>())
            .Select(path => path.TrimEnd('/'))
            .ToHashSet(StringComparer.Ordinal);
        return paths.Contains("")
            ? throw new NotSupportedException("An output directly below / cannot be taken out of a container: let it be written to a folder.")
            : paths.Where(path => !paths.Any(other => path.StartsWith(other + "/", StringComparison.Ordinal)));
    }

    private static string? Above(string? path) => string.IsNullOrEmpty(path) ? null : PathPattern.FixedFolder(path, isDirectory: false);
}
