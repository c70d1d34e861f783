namespace SageTasks.Cli;

/// <summary>The file that <c>--report</c> names: what is wrong with it is found before anything is copied.</summary>
internal static class ReportFile
{
    /// <exception cref="UsageException">It can't be written.</exception>
    public static void Check(string? path)
    {
        if (path is null)
        {
            return;
        }

        var folder = Path.GetDirectoryName(path) ?? path;
        if (Directory.Exists(path) || !Directory.Exists(folder))
        {
            throw new UsageException(Directory.Exists(path) ? $"--report {path} is a folder: name a file." : $"--report {path}: there is no folder {folder}.");
        }

        var trial = Path.Combine(folder, $".sagetasks-{Guid.NewGuid():N}");
        try
        {
            using var file = File.OpenHandle(trial, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--report {path} cannot be written: {e.Message.Replace(trial, path, StringComparison.Ordinal)}", e);
        }
    }
}
