namespace SageTasks.Cli;

/// <summary>A file that an option names for writing: what is wrong with it is found before any work is done.</summary>
internal static class OutputFile
{
    /// <exception cref="UsageException">It can't be written.</exception>
    public static void Check(string option, string path)
    {
        var folder = Path.GetDirectoryName(path) ?? path;
        if (Directory.Exists(path) || !Directory.Exists(folder))
        {
            throw new UsageException(Directory.Exists(path) ? $"{option} {path} is a folder: name a file." : $"{option} {path}: there is no folder {folder}.");
        }

        var trial = Path.Combine(folder, $".sagetasks-{Guid.NewGuid():N}");
        try
        {
            using var file = File.OpenHandle(trial, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option} {path} cannot be written: {e.Message.Replace(trial, path, StringComparison.Ordinal)}", e);
        }
    }
}
