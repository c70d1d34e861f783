namespace SageTasks.Testing;

/// <summary>The paths that a task names.</summary>
internal static class TaskPaths
{
    private static readonly HashSet<string> System = new(StringComparer.Ordinal)
    {
        "bin", "boot", "dev", "etc", "lib", "lib32", "lib64", "libx32", "nix", "opt", "proc", "run", "sbin", "sys", "usr",
    };

    /// <summary>Whether a path is in a part of the file system that programs need.</summary>
    public static bool IsSystem(string path) => System.Contains(Top(path));

    /// <summary>The first segment of a path.</summary>
    public static string Top(string path) => path.TrimStart('/').Split('/')[0];

    /// <summary>Files and folders of a task: what it is given, what it leaves behind and the folders it may write to.</summary>
    public static IReadOnlyList<string> Of(TesTask task)
    {
        var paths = new List<string?>();
        paths.AddRange((task.Inputs ?? []).Select(input => input.Path));
        foreach (var output in task.Outputs ?? [])
        {
            paths.Add(PathPattern.FixedFolder(output.Path!, output.Type == "DIRECTORY"));
            paths.Add(TaskChecks.HasWildcards(output.Path!) ? null : output.Path);
        }

        paths.AddRange(task.Volumes ?? []);
        foreach (var executor in task.Executors ?? [])
        {
            paths.AddRange([executor.Workdir, executor.Stdin, executor.Stdout, executor.Stderr]);
        }

        return [.. paths.Where(path => !string.IsNullOrEmpty(path)).Select(path => path!.TrimEnd('/')).Where(path => path.Length > 0).Distinct(StringComparer.Ordinal)];
    }
}
