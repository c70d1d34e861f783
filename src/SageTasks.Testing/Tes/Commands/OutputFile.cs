namespace SageTasks.Testing;

/// <summary>The file that a command's output goes to, or both of its outputs.</summary>
internal sealed class OutputFile(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
    private readonly Lock _lock = new();

    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            _file.Write(bytes);
        }
    }

    public void Dispose() => _file.Dispose();
}
