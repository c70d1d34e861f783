namespace SageTasks.Storage;

/// <summary>Size and time of a local file: what tells that it was changed while it was read.</summary>
internal sealed record FileStamp(string Path, long Size, DateTime LastWriteUtc)
{
    /// <exception cref="FileNotFoundException">There is no file at the path.</exception>
    /// <exception cref="TransferException">It is no regular file.</exception>
    public static FileStamp Of(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        var file = LinkedFile.At(path);
        if (!file.Exists)
        {
            throw new FileNotFoundException(Directory.Exists(path) ? $"{path} is a folder, not a file." : $"There is no file {path}.", path);
        }

        SpecialFile.Refuse(path, file);
        return new FileStamp(path, file.Length, file.LastWriteTimeUtc);
    }

    /// <exception cref="SourceChangedException">The file is gone, or its size or time is another one.</exception>
    public void EnsureUnchanged()
    {
        var file = LinkedFile.At(Path);
        if (!file.Exists)
        {
            throw new SourceChangedException($"{Path} disappeared while it was read.");
        }

        if (file.Length != Size || file.LastWriteTimeUtc != LastWriteUtc)
        {
            throw Changed();
        }
    }

    public SourceChangedException Changed(Exception? cause = null) =>
        new($"{Path} was changed while it was read. Nothing was published from it; call again when nobody writes to it.", cause);
}
