namespace SageTasks.Testing.Cavatica;

/// <summary>The bytes of files, wherever they are: on the platform, or on a volume.</summary>
internal sealed class FileContents(FileBook files, VolumeBook volumes)
{
    /// <summary>Where an alias points to; null for files of the platform, and for things that are gone.</summary>
    public string? PathOf(FileDocument file) => file is { Volume: { } volume, Location: { } location } && volumes.Table.Find(volume) is { } found ? VolumeBook.PathOf(found, location) : null;

    /// <summary>A stretch of a file as an answer's body. What is read then stays readable, whatever becomes of the file.</summary>
    public LocalAnswer? Answer(FileDocument file, ByteRange range, int status)
    {
        if (file.Volume is null)
        {
            var held = files.Bytes.Hold(file.Bytes);
            return Answer(status, range, held, write => held.CopyAsync(range.First, range.Length, write));
        }

        if (PathOf(file) is not { } path || !File.Exists(path))
        {
            return null;
        }

        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Answer(status, range, handle, write => FileBytes.CopyAsync(handle, range.First, range.Length, write));
    }

    /// <summary>Writes a file's bytes to a path.</summary>
    public async Task CopyToAsync(FileDocument file, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (file.Volume is not null)
        {
            File.Copy(PathOf(file) ?? throw new FileNotFoundException($"The volume of '{file.Name}' is gone."), path, overwrite: true);
            return;
        }

        using var held = files.Bytes.Hold(file.Bytes);
        var to = File.Create(path);
        await using (to.ConfigureAwait(false))
        {
            await held.CopyAsync(0, file.Size, chunk => to.WriteAsync(chunk)).ConfigureAwait(false);
        }
    }

    private static LocalAnswer Answer(int status, ByteRange range, IDisposable source, Func<Func<ReadOnlyMemory<byte>, ValueTask>, Task> copy) => new()
    {
        Status = status,
        ContentType = "application/octet-stream",
        Length = range.Length,
        Source = source,
        Writer = (output, cancellationToken) => copy(chunk => output.WriteAsync(chunk, cancellationToken)),
    };
}
