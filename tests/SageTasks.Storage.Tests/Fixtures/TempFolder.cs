namespace SageTasks.Storage.Tests;

internal sealed class TempFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("sagetasks-").FullName;

    public string this[string name] => Path.Combine(Root, name);

    /// <summary>All files, the hidden ones of a partial download included.</summary>
    public IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(Root).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
