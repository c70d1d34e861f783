namespace SageTasks.Testing;

/// <summary>The console output of a run, a file that grows.</summary>
internal sealed class RunLog(string path)
{
    private readonly Lock _lock = new();

    public void WriteLine(string line)
    {
        lock (_lock)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.AppendAllText(path, line + "\n");
        }
    }
}
