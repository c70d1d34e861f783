namespace SageTasks.Testing;

/// <summary>The variables of a command: few of this machine's, as in a container, and the task's own.</summary>
internal static class CommandEnvironment
{
    public static Dictionary<string, string> Of(TesExecutor executor, string temporary, Func<string, string> rewrite)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = Programs.SearchPath,
            ["HOME"] = temporary,
            ["TMPDIR"] = temporary,
            ["LANG"] = "C.UTF-8",
        };
        foreach (var (name, value) in executor.Env ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            variables[name] = rewrite(value ?? "");
        }

        return variables;
    }
}
