using SageTasks.Files;

namespace SageTasks.Storage;

/// <summary>Refuses named pipes, devices and sockets: a copy of one would be an empty file, and one in its place would replace it.</summary>
internal static class SpecialFile
{
    /// <exception cref="TransferException">What lies there is no regular file.</exception>
    public static void Refuse(string path, FileInfo file)
    {
        if (file.Exists && file.Length == 0 && FileKind.Special(path) is { } kind)
        {
            throw new TransferException($"{path} is a {kind}, not a regular file: it can be neither copied nor replaced.") { CanRetry = false };
        }
    }
}
