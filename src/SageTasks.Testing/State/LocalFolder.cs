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

    /// <exception cref="IOException">The folder cannot be made; the message names it.</exception>
    public static LocalFolder Open(string? stateFolder, string platform)
    {
        if (stateFolder is null)
        {
            return new LocalFolder(Directory.CreateTempSubdirectory($"sagetasks-{platform}-").FullName, isTemporary: true);
        }

        try
        {
            return new LocalFolder(Directory.CreateDirectory(System.IO.Path.GetFullPath(stateFolder)).FullName, isTemporary: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(stateFolder, e);
        }
    }

    public static IOException Unusable(string stateFolder, Exception why) =>
        new($"The state folder '{stateFolder}' cannot be used: {why.Message} Name another folder.", why);

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
