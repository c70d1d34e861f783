using System.Security.Cryptography;
using SageTasks.Storage;

namespace LoopAndWebhook.Webhook;

/// <summary>Messages in files: <c>waiting</c> until their work is started, then <c>done</c> or <c>failed</c>. A message bears the name of its bytes, so that the
/// same one, delivered again, is the same file. One receiver at a time has the folder.</summary>
internal sealed class Inbox : IDisposable
{
    // Bytes and name of a file are on the disk once it is put.
    private readonly LocalFileStore _disk = new();
    private readonly string _waiting;
    private readonly string _done;
    private readonly string _failed;
    private readonly FileStream _mine;

    /// <summary>Opens the folder, and clears it of what a killed receiver had not written to its end: such files are hidden.</summary>
    /// <exception cref="IOException">Another receiver has the folder.</exception>
    public Inbox(string folder)
    {
        _waiting = Directory.CreateDirectory(Path.Combine(folder, "waiting")).FullName;
        _done = Directory.CreateDirectory(Path.Combine(folder, "done")).FullName;
        _failed = Directory.CreateDirectory(Path.Combine(folder, "failed")).FullName;
        _mine = Own(folder);
        foreach (var unfinished in Directory.EnumerateFiles(_waiting, ".*"))
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Keeps a message; once this returns, neither a crash of this program nor one of the machine loses it.</summary>
    public Task KeepAsync(MessageSource source, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_waiting, $"{source}-{Convert.ToHexStringLower(SHA256.HashData(body.Span))[..16]}.json");
        return _disk.PutAsync(Location.FromPath(path), ObjectContent.Of(body), new PutOptions(), cancellationToken);
    }

    /// <summary>The names of the messages that wait, the oldest first.</summary>
    public IReadOnlyList<string> Waiting() =>
        [.. new DirectoryInfo(_waiting).EnumerateFiles("*.json").OrderBy(file => file.LastWriteTimeUtc).Select(file => file.Name)];

    public static MessageSource SourceOf(string name) => Enum.Parse<MessageSource>(name.AsSpan(0, name.IndexOf('-', StringComparison.Ordinal)));

    public Task<byte[]> ReadAsync(string name, CancellationToken cancellationToken) => File.ReadAllBytesAsync(Path.Combine(_waiting, name), cancellationToken);

    public void MoveToDone(string name) => File.Move(Path.Combine(_waiting, name), Path.Combine(_done, name), overwrite: true);

    public void MoveToFailed(string name) => File.Move(Path.Combine(_waiting, name), Path.Combine(_failed, name), overwrite: true);

    public void Dispose() => _mine.Dispose();

    /// <summary>The system lets go of the lock when its process dies.</summary>
    private static FileStream Own(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new IOException($"The messages in '{folder}' cannot be had, as another receiver works on them or the folder cannot be written: {taken.Message}", taken);
        }
    }
}
