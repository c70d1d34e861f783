namespace SageTasks.Testing;

/// <summary>The folder that a local platform keeps its files in: the user's, or a temporary one that goes with the platform.</summary>
internal sealed class LocalFolder : IDisposable
{
    private LocalFolder(string path, bool isTemporary)
    {
        Path = path;
        IsTemporary = isTemporary;
    }

    public string Path { get; }

    public bool IsTemporary { get; }

    public static LocalFolder Open(string? stateFolder, string platform) => stateFolder is null
        ? new LocalFolder(Directory.CreateTempSubdirectory($"sagetasks-{platform}-").FullName, isTemporary: true)
        : new LocalFolder(Directory.CreateDirectory(System.IO.Path.GetFullPath(stateFolder)).FullName, isTemporary: false);

    /// <summary>A folder inside, made when missing.</summary>
    public string Sub(params ReadOnlySpan<string> names) => Directory.CreateDirectory(System.IO.Path.Combine([Path, .. names])).FullName;

    public void Dispose()
    {
        if (!IsTemporary)
        {
            return;
        }

        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A process of a pipeline may still write there; the system clears its temporary folder anyway.
        }
    }
}
