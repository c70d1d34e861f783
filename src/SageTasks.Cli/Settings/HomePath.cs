namespace SageTasks.Cli;

/// <summary>Paths as people write them: <c>~/</c> is the home folder.</summary>
internal static class HomePath
{
    public static string Of(string path) =>
        path.StartsWith("~/", StringComparison.Ordinal)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..])
            : path;
}
