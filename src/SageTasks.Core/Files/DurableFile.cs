namespace SageTasks.Files;

/// <summary>Files that survive a crash of the process and of the machine once a call has returned.</summary>
internal static class DurableFile
{
    /// <summary>Writes a whole file; a reader at the same time may see a part of it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">All of it.</param>
    /// <param name="isPrivate">Whether a file that is new is for this user alone. Windows leaves that to the folder.</param>
    public static void Write(string path, ReadOnlySpan<byte> content, bool isPrivate = false)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 };
        if (isPrivate && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Writes a whole file so that every reader sees either the old content or the new.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content, bool isPrivate = false)
    {
        var draft = $"{path}.{Guid.NewGuid():N}.new";
        try
        {
            Write(draft, content, isPrivate);
            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }

        FlushFolderOf(path);
    }

    /// <summary>Moves a finished file to a name that must be free; answers false where somebody else has it.</summary>
    public static bool TryPublish(string draft, string path)
    {
        if (!HardLink.TryMove(draft, path))
        {
            return false;
        }

        FlushFolderOf(path);
        return true;
    }

    private static void FlushFolderOf(string path) => FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
}
