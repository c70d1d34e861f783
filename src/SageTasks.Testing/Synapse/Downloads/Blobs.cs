using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace SageTasks.Testing.Synapse;

/// <summary>The bytes of files, on disk. A blob is a list of stretches of files, so completing an upload copies nothing.</summary>
internal sealed class Blobs(SynapseStore store, LocalFolder folder)
{
    private const int BufferSize = 256 * 1024;

    private readonly string _root = folder.Sub("files");

    public static long LengthOf(Blob blob) => blob.Segments.Sum(s => s.Length);

    public Blob? Find(string bucket, string key) => store.Blobs.Find(Name(bucket, key));

    public Blob Put(Blob blob)
    {
        store.Blobs.Put(Name(blob.Bucket, blob.Key), blob);
        return blob;
    }

    /// <summary>Forgets an object. Its files stay until the next start, for whoever still reads them.</summary>
    public void Delete(string bucket, string key)
    {
        if (Find(bucket, key) is not null)
        {
            store.Blobs.Remove(Name(bucket, key));
        }
    }

    /// <summary>A new file to write into, and the name that segments know it by.</summary>
    public SafeFileHandle Create(out string name)
    {
        name = Guid.NewGuid().ToString("N");
        return File.OpenHandle(PathOf(name), FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    /// <summary>Reads an object from its beginning.</summary>
    public Stream Open(Blob blob) => new SegmentStream(blob.Segments, PathOf);

    public void Discard(string name) => File.Delete(PathOf(name));

    public static IReadOnlyList<Segment> Slice(IReadOnlyList<Segment> segments, long offset, long length)
    {
        var slices = new List<Segment>();
        foreach (var segment in segments)
        {
            var skip = Math.Min(offset, segment.Length);
            var take = Math.Min(length, segment.Length - skip);
            (offset, length) = (offset - skip, length - take);
            if (take > 0)
            {
                slices.Add(segment with { Offset = segment.Offset + skip, Length = take });
            }
        }

        return slices;
    }

    public async Task CopyAsync(IReadOnlyList<Segment> segments, Stream output, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            foreach (var segment in segments)
            {
                await CopyAsync(segment, output, buffer, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Removes the files that no blob and no part knows: what a killed process was still writing, and what was deleted.</summary>
    public void Sweep()
    {
        var known = store.Blobs.All.SelectMany(b => b.Segments)
            .Concat(store.Parts.All.SelectMany(p => new[] { p.Received, p.Added }).OfType<StoredPart>().SelectMany(p => p.Segments))
            .Select(s => s.File).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(_root).Where(f => !known.Contains(Path.GetFileName(f))))
        {
            File.Delete(file);
        }
    }

    private async Task CopyAsync(Segment segment, Stream output, byte[] buffer, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(PathOf(segment.File), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        for (long done = 0; done < segment.Length;)
        {
            // The page cache answers faster than a switch to another thread would.
            var read = RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(buffer.Length, segment.Length - done)), segment.Offset + done);
            if (read == 0)
            {
                throw new InvalidDataException($"{segment.File} is shorter than it was.");
            }

            await output.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            done += read;
        }
    }

    private string PathOf(string name) => Path.Combine(_root, name);

    private static string Name(string bucket, string key) => $"{bucket}/{key}";
}
