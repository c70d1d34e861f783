namespace SageTasks.Storage;

/// <summary>A file as whoever opens it finds it: behind a symbolic link, which has a size and a time of its own, the file that it leads to.</summary>
internal static class LinkedFile
{
    public static FileInfo At(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Attributes.HasFlag(FileAttributes.ReparsePoint) && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target
            ? target
            : file;
    }
}
