using System.Buffers;

namespace SageTasks.Testing;

/// <summary>The bytes of objects, each run of them in a file of its own, written as they come and never held in memory.</summary>
internal sealed class ByteFiles(LocalFolder folder)
{
    private const int BufferSize = 256 * 1024;

    private readonly string _root = folder.Sub("objects");
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _held = new(StringComparer.Ordinal);
    private readonly HashSet<string> _doomed = new(StringComparer.Ordinal);

    /// <summary>Writes a new file from a body as it comes; nothing stays of a body that breaks off.</summary>
    public Task<StoredBytes> WriteAsync(Stream body, BytesSeen seen, CancellationToken cancellationToken) =>
        NewAsync(write => ReadAsync(body, write, cancellationToken), seen);

    /// <summary>Writes a new file from bytes in memory.</summary>
    public StoredBytes Write(ReadOnlySpan<byte> bytes)
    {
        var name = Guid.NewGuid().ToString("N");
        File.WriteAllBytes(PathOf(name), bytes);
        return new StoredBytes(name, bytes.Length);
    }

    /// <summary>Writes a new file from a stretch of bytes that are here.</summary>
    public Task<StoredBytes> CopyAsync(HeldBytes bytes, long first, long length, BytesSeen seen) =>
        NewAsync(write => bytes.CopyAsync(first, length, write), seen);

    /// <summary>Keeps runs readable until the hold ends, whatever happens to the object meanwhile.</summary>
    public HeldBytes Hold(IReadOnlyList<StoredBytes> runs)
    {
        lock (_lock)
        {
            foreach (var run in runs)
            {
                _held[run.File] = _held.GetValueOrDefault(run.File) + 1;
            }
        }

        return new HeldBytes(this, runs);
    }

    /// <summary>Ends a hold.</summary>
    public void Release(IReadOnlyList<StoredBytes> runs)
    {
        lock (_lock)
        {
            foreach (var file in runs.Select(run => run.File))
            {
                if (--_held[file] == 0)
                {
                    _held.Remove(file);
                }
            }

            DeleteDoomed();
        }
    }

    /// <summary>Deletes runs; those that are being read go when nobody reads them any more.</summary>
    public void Delete(IEnumerable<StoredBytes> runs)
    {
        lock (_lock)
        {
            _doomed.UnionWith(runs.Select(run => run.File));
            DeleteDoomed();
        }
    }

    /// <summary>Removes the files that nothing knows: what a killed process was still writing.</summary>
    public void Sweep(IEnumerable<StoredBytes> known) => FileBytes.Sweep(_root, known.Select(run => run.File).ToHashSet(StringComparer.Ordinal));

    /// <summary>Hands on a stretch of a run.</summary>
    public async Task CopyAsync(StoredBytes run, long first, long length, Func<ReadOnlyMemory<byte>, ValueTask> write)
    {
        using var file = File.OpenHandle(PathOf(run.File), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await FileBytes.CopyAsync(file, first, length, write).ConfigureAwait(false);
    }

    private async Task<StoredBytes> NewAsync(Func<Func<ReadOnlyMemory<byte>, ValueTask>, Task> produce, BytesSeen seen)
    {
        var name = Guid.NewGuid().ToString("N");
        try
        {
            using var file = File.OpenHandle(PathOf(name), FileMode.CreateNew, FileAccess.Write, FileShare.None);
            long size = 0;
            await produce(chunk =>
            {
                RandomAccess.Write(file, chunk.Span, size);
                seen(chunk.Span);
                size += chunk.Length;
                return ValueTask.CompletedTask;
            }).ConfigureAwait(false);
            return new StoredBytes(name, size);
        }
        catch
        {
            File.Delete(PathOf(name));
            throw;
        }
    }

    private static async Task ReadAsync(Stream body, Func<ReadOnlyMemory<byte>, ValueTask> write, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (int count; (count = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                await write(buffer.AsMemory(0, count)).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void DeleteDoomed()
    {
        foreach (var file in _doomed.Where(file => !_held.ContainsKey(file)).ToList())
        {
            File.Delete(PathOf(file));
            _doomed.Remove(file);
        }
    }

    private string PathOf(string name) => Path.Combine(_root, name);
}
