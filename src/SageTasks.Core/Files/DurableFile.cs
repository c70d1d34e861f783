namespace SageTasks.Files;

/// <summary>Files that survive a crash of the process and of the machine once a call has returned.</summary>
internal static class DurableFile
{
    /// <summary>Writes a whole file; a reader at the same time may see a part of it.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        RandomAccess.Write(file, content, 0);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Writes a whole file so that every reader sees either the old content or the new.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var draft = $"{path}.{Guid.NewGuid():N}.new";
        try
        {
            Write(draft, content);
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
