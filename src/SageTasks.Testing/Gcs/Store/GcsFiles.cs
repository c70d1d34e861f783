using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace SageTasks.Testing.Gcs;

/// <summary>The bytes of objects and of uploads under way, each in a file of its own.</summary>
internal sealed class GcsFiles(LocalFolder folder)
{
    private const int BufferSize = 256 * 1024;

    private readonly string _root = folder.Sub("objects");

    public static string NewName() => Guid.NewGuid().ToString("N");

    /// <summary>Writes a new file from a body as it comes.</summary>
    public async Task<StoredFile> WriteAsync(Stream body, CancellationToken cancellationToken)
    {
        var name = NewName();
        try
        {
            using var file = File.OpenHandle(PathOf(name), FileMode.CreateNew, FileAccess.Write, FileShare.None);
            using var checksums = new Checksums();
            var size = await AppendAsync(file, 0, body, checksums.Append, cancellationToken).ConfigureAwait(false);
            var (crc, md5) = checksums.Finish();
            return new StoredFile(name, size, crc, md5);
        }
        catch
        {
            Delete(name);
            throw;
        }
    }

    /// <summary>Writes a body into a file from an offset on, until it ends or breaks off.</summary>
    /// <param name="name">The file.</param>
    /// <param name="offset">Where it is written to.</param>
    /// <param name="skip">How many bytes at the body's beginning are there already, and stay as they are.</param>
    /// <param name="body">The body.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The bytes that came, and whether all did.</returns>
    public async Task<(long Count, bool IsWhole)> ReceiveAsync(string name, long offset, long skip, Stream body, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(PathOf(name), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        long count = 0;
        try
        {
            count = await SkipAsync(body, skip, cancellationToken).ConfigureAwait(false);
            await AppendAsync(file, offset, body, bytes => count += bytes.Length, cancellationToken).ConfigureAwait(false);
            return (count, true);
        }
        catch (IOException)
        {
            // The client went away: what it sent until then may count.
            return (count, false);
        }
    }

    /// <summary>A new file of the first bytes of several.</summary>
    public async Task<StoredFile> JoinAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var joined = NewName();
        using (var file = File.OpenHandle(PathOf(joined), FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            long offset = 0;
            foreach (var name in names)
            {
                var part = File.OpenRead(PathOf(name));
                await using (part.ConfigureAwait(false))
                {
                    offset += await AppendAsync(file, offset, part, static _ => { }, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return await ChecksumAsync(joined, cancellationToken).ConfigureAwait(false);
    }

    public async Task<StoredFile> ChecksumAsync(string name, CancellationToken cancellationToken)
    {
        using var checksums = new Checksums();
        using var file = Open(name);
        var size = RandomAccess.GetLength(file);
        await FileBytes.CopyAsync(file, 0, size, chunk =>
        {
            checksums.Append(chunk.Span);
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var (crc, md5) = checksums.Finish();
        return new StoredFile(name, size, crc, md5);
    }

    /// <summary>Makes sure that a file is there and has this length.</summary>
    public void SetLength(string name, long length)
    {
        using var file = File.OpenHandle(PathOf(name), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.SetLength(file, length);
    }

    /// <summary>Opens a file to read; it can be deleted meanwhile.</summary>
    public SafeFileHandle Open(string name) => File.OpenHandle(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    public void Delete(string name) => File.Delete(PathOf(name));

    /// <summary>Removes the files that nothing knows: what a killed process was still writing.</summary>
    public void Sweep(IReadOnlySet<string> known) => FileBytes.Sweep(_root, known);

    private static async Task<long> SkipAsync(Stream body, long count, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        var skipped = 0L;
        for (int read; skipped < count; skipped += read)
        {
            read = await body.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, count - skipped)), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return skipped;
    }

    private static async Task<long> AppendAsync(SafeFileHandle file, long offset, Stream body, BytesSeen seen, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var start = offset;
            for (int count; (count = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0; offset += count)
            {
                RandomAccess.Write(file, buffer.AsSpan(0, count), offset);
                seen(buffer.AsSpan(0, count));
            }

            return offset - start;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private string PathOf(string name) => Path.Combine(_root, name);

    private delegate void BytesSeen(ReadOnlySpan<byte> bytes);
}
