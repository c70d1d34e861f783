using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace SageTasks.Testing;

/// <summary>Reads and clears away the files that hold the bytes of objects.</summary>
internal static class FileBytes
{
    private const int BufferSize = 256 * 1024;

    /// <summary>Hands on a stretch of a file.</summary>
    /// <exception cref="InvalidDataException">The file ends before the stretch does.</exception>
    public static async Task CopyAsync(SafeFileHandle file, long offset, long length, Func<ReadOnlyMemory<byte>, ValueTask> write)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (long done = 0; done < length;)
            {
                // The page cache answers faster than a switch to another thread would.
                var read = RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(BufferSize, length - done)), offset + done);
                if (read == 0)
                {
                    throw new InvalidDataException("A stored file is shorter than it was.");
                }

                await write(buffer.AsMemory(0, read)).ConfigureAwait(false);
                done += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Removes the files that nothing knows: what a killed process was still writing.</summary>
    public static void Sweep(string folder, IReadOnlySet<string> known)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => !known.Contains(Path.GetFileName(file))))
        {
            File.Delete(file);
        }
    }
}
