using System.Security.Cryptography;

namespace LoopAndWebhook.Webhook;

/// <summary>Messages in files: <c>waiting</c> until their work is started, then <c>done</c> or <c>failed</c>. A message bears the name of its bytes, so that the
/// same one, delivered again, is the same file.</summary>
internal sealed class Inbox
{
    private readonly string _waiting;
    private readonly string _done;
    private readonly string _failed;

    public Inbox(string folder)
    {
        _waiting = Directory.CreateDirectory(Path.Combine(folder, "waiting")).FullName;
        _done = Directory.CreateDirectory(Path.Combine(folder, "done")).FullName;
        _failed = Directory.CreateDirectory(Path.Combine(folder, "failed")).FullName;
    }

    /// <summary>Keeps a message; once this returns, no crash of this program loses it.</summary>
    public async Task KeepAsync(MessageSource source, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var name = $"{source}-{Convert.ToHexStringLower(SHA256.HashData(body.Span))[..16]}.json";
        var partial = Path.Combine(_waiting, $".{name}.{Guid.NewGuid():N}");
        await using (var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write))
        {
            await file.WriteAsync(body, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(partial, Path.Combine(_waiting, name), overwrite: true);
    }

    /// <summary>The names of the messages that wait, the oldest first.</summary>
    public IReadOnlyList<string> Waiting() =>
        [.. new DirectoryInfo(_waiting).EnumerateFiles("*.json").Where(file => file.Name[0] != '.').OrderBy(file => file.LastWriteTimeUtc).Select(file => file.Name)];

    public static MessageSource SourceOf(string name) => Enum.Parse<MessageSource>(name.AsSpan(0, name.IndexOf('-', StringComparison.Ordinal)));

    public Task<byte[]> ReadAsync(string name, CancellationToken cancellationToken) => File.ReadAllBytesAsync(Path.Combine(_waiting, name), cancellationToken);

    public void MoveToDone(string name) => File.Move(Path.Combine(_waiting, name), Path.Combine(_done, name), overwrite: true);

    public void MoveToFailed(string name) => File.Move(Path.Combine(_waiting, name), Path.Combine(_failed, name), overwrite: true);
}
