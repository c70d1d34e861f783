using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using SageTasks.Files;

namespace SageTasks.Storage;

/// <summary>A file that one writer fills at once under a hidden name of its own, and that takes its name when it is whole.</summary>
internal static class DraftFile
{
    private const int BlockSize = 1024 * 1024;

    /// <param name="location">The file.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="options">Whether a file may be there, and the digests that the bytes must have.</param>
    /// <param name="flush">Whether bytes and name reach the disk before this returns.</param>
    /// <param name="cancellationToken">Ends it; nothing is left.</param>
    /// <returns>The version that was written, whatever another writer has put in its place since.</returns>
    public static async Task<ObjectVersion> WriteAsync(Location location, ObjectContent content, PutOptions options, bool flush, CancellationToken cancellationToken)
    {
        var path = location.LocalPath;
        var draft = PartialNames.Draft(path, RandomNumberGenerator.GetHexString(8, lowercase: true));
        try
        {
            FolderSync.Create(Path.GetDirectoryName(path)!, flush);
            var version = await FillAsync(location, draft, content, options.Digests, flush, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            Publish(draft, path, options.Mode, flush);
            return version;
        }
        catch (Exception e)
        {
            if (File.Exists(draft))
            {
                File.Delete(draft);
            }

            if (e is UnauthorizedAccessException or (IOException and not TransferException))
            {
                throw Explain(path, content.Length, e);
            }

            throw;
        }
    }

    private static async Task<ObjectVersion> FillAsync(
        Location location, string draft, ObjectContent content, IReadOnlyList<Digest> expected, bool flush, CancellationToken cancellationToken)
    {
        using var computer = new DigestComputer(expected.Select(digest => digest.Algorithm).Where(DigestComputer.CanCompute));
        using var file = Create(location, draft, content);
        if (content.Bytes is { } bytes)
        {
            computer.Append(bytes.Span);
            RandomAccess.Write(file, bytes.Span, 0);
        }
        else
        {
            await CopyAsync(location, content, file, computer, cancellationToken).ConfigureAwait(false);
        }

        DigestCheck.ThrowIfDifferent(location.ToString(), expected, computer.Finish());
        if (flush)
        {
            RandomAccess.FlushToDisk(file);
        }

        return FileVersion.Of(RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file));
    }

    private static SafeFileHandle Create(Location location, string draft, ObjectContent content)
    {
        var room = content.Bytes is null ? content.Length : 0;
        try
        {
            return File.OpenHandle(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.None, room);
        }
        catch (IOException e) when (room > 0 && e.GetType() == typeof(IOException))
        {
            // There is no room for all of it: the system says so in words only.
            throw new DiskFullException(location.LocalPath, room, DiskFault.FreeBytes(draft), e);
        }
    }

    private static async Task CopyAsync(
        Location location, ObjectContent content, SafeFileHandle file, DigestComputer computer, CancellationToken cancellationToken)
    {
        var source = await content.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            var buffer = new byte[(int)Math.Clamp(content.Length, 1, BlockSize)];
            long offset = 0;
            for (int count; (count = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0; offset += count)
            {
                computer.Append(buffer.AsSpan(0, count));
                await RandomAccess.WriteAsync(file, buffer.AsMemory(0, count), offset, cancellationToken).ConfigureAwait(false);
            }

            if (offset != content.Length)
            {
                throw new TransferException($"{location}: {content.Length} bytes were announced, but {offset} came.");
            }
        }
    }

    private static void Publish(string draft, string path, PutMode mode, bool flush)
    {
        if (mode == PutMode.Overwrite)
        {
            File.Move(draft, path, overwrite: true);
        }
        else if (!HardLink.TryMove(draft, path))
        {
            throw new DestinationExistsException(path);
        }

        if (flush)
        {
            // The name as well: whoever hears that the file is there may delete the source.
            FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
    }

    private static TransferException Explain(string path, long size, Exception e) =>
        Directory.Exists(path) ? DiskFault.IsFolder(path, e)
        : e is UnauthorizedAccessException refused ? DiskFault.Explain(path, refused)
        : DiskFault.Explain(path, size, (IOException)e);
}
