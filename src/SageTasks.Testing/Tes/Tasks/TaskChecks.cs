namespace SageTasks.Testing;

/// <summary>What the published API asks of a task.</summary>
internal static class TaskChecks
{
    /// <summary>The first thing that is wrong with a task; null for none.</summary>
    /// <param name="task">The task.</param>
    /// <param name="wildcardsNeedPrefix">Whether an output with wildcards must say what to cut off; servers of 1.0 do not know of it.</param>
    public static string? Problem(TesTask task, bool wildcardsNeedPrefix = true) =>
        task.Executors is not { Count: > 0 } ? "executors is empty; a task has at least one."
        : First("executors", task.Executors, Problem)
            ?? First("inputs", task.Inputs, Problem)
            ?? First("outputs", task.Outputs, output => Problem(output, wildcardsNeedPrefix))
            ?? First("volumes", task.Volumes, volume => Absolute("", volume))
            ?? Problem(task.Tags)
            ?? Problem(task.Resources);

    public static bool HasWildcards(string path) => path.AsSpan().ContainsAny('*', '?', '[');

    private static string? First<T>(string list, IReadOnlyList<T>? items, Func<T, string?> check)
    {
        for (var index = 0; index < items?.Count; index++)
        {
            var problem = items[index] is null ? " is null." : check(items[index]);
            if (problem is not null)
            {
                return $"{list}[{index}]{problem}";
            }
        }

        return null;
    }

    private static string? Problem(TesExecutor executor) =>
        string.IsNullOrWhiteSpace(executor.Image) ? ".image is missing; it names the container image."
        : executor.Image.StartsWith('-') ? ".image begins with a dash; it names the container image."
        : executor.Command is not { Count: > 0 } || string.IsNullOrEmpty(executor.Command[0]) ? ".command is empty; it holds the program and its arguments."
        : executor.Command.Any(argument => argument is null) ? ".command holds a null."
        : Absolute(".workdir", executor.Workdir, optional: true)
            ?? Absolute(".stdin", executor.Stdin, optional: true)
            ?? Absolute(".stdout", executor.Stdout, optional: true)
            ?? Absolute(".stderr", executor.Stderr, optional: true)
            ?? (executor.Env?.FirstOrDefault(pair => pair.Key.Length == 0 || pair.Key.Contains('=', StringComparison.Ordinal) || pair.Value is null) is { Key: { } key }
                ? $".env has '{key}', which is no name or has no value."
                : null);

    private static string? Problem(TesInput input) =>
        Absolute(".path", input.Path)
            ?? Type(input.Type)
            ?? (string.IsNullOrEmpty(input.Url) && input.Content is null ? ".url and .content are missing; one of them says where the bytes are."
                : !string.IsNullOrEmpty(input.Content) && input.Type == "DIRECTORY" ? ".content is set, but a DIRECTORY has none."
                : null);

    private static string? Problem(TesOutput output, bool wildcardsNeedPrefix)
    {
        var problem = Absolute(".path", output.Path) ?? Type(output.Type) ?? (string.IsNullOrEmpty(output.Url) ? ".url is missing; it says where the file goes." : null);
        if (problem is not null || !wildcardsNeedPrefix || !HasWildcards(output.Path!))
        {
            return problem;
        }

        return string.IsNullOrEmpty(output.PathPrefix) ? ".path_prefix is missing, which a path with wildcards needs."
            : !output.Path!.StartsWith(output.PathPrefix, StringComparison.Ordinal) ? $".path_prefix is '{output.PathPrefix}', which .path does not begin with."
            : null;
    }

    private static string? Problem(IReadOnlyDictionary<string, string?>? tags) =>
        tags?.FirstOrDefault(tag => tag.Key.Length == 0) is { Key: not null } ? "tags has an empty key." : null;

    private static string? Problem(TesResources? resources) =>
        resources?.CpuCores is < 0 ? $"resources.cpu_cores is {resources.CpuCores}; it cannot be negative."
        : resources?.RamGb is < 0 or double.NaN ? $"resources.ram_gb is {resources.RamGb}; it cannot be negative."
        : resources?.DiskGb is < 0 or double.NaN ? $"resources.disk_gb is {resources.DiskGb}; it cannot be negative."
        : null;

    private static string? Absolute(string field, string? path, bool optional = false) =>
        string.IsNullOrEmpty(path) ? optional ? null : $"{field} is missing."
        : path[0] != '/' ? $"{field} is '{path}', which is not an absolute path."
        : path.Split('/').Contains("..", StringComparer.Ordinal) ? $"{field} is '{path}', which goes up."
        : null;

    private static string? Type(string? type) => type is null or "FILE" or "DIRECTORY" ? null : $".type is '{type}'; it is FILE or DIRECTORY.";
}
