using Microsoft.Win32.SafeHandles;

namespace SageTasks.Storage;

/// <summary>A stretch of a local file, read with positioned reads, so that many readers share one handle.</summary>
internal readonly record struct FileSlice(SafeFileHandle File, FileStamp Stamp, long Offset, long Length)
{
    /// <summary>Opens a file that others may go on writing or replace: the stamp tells when they did.</summary>
    public static SafeFileHandle Open(string path) =>
        System.IO.File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete,
            FileOptions.Asynchronous | FileOptions.SequentialScan);

    /// <summary>Fills the buffer from a position in the slice.</summary>
    /// <exception cref="SourceChangedException">The file ends before the slice does.</exception>
    public async ValueTask FillAsync(Memory<byte> buffer, long position, CancellationToken cancellationToken)
    {
        while (buffer.Length > 0)
        {
            var count = await RandomAccess.ReadAsync(File, buffer, Offset + position, cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                throw Stamp.Changed();
            }

            position += count;
            buffer = buffer[count..];
        }
    }
}
