using SageTasks.Files;
using SageTasks.Storage;

namespace SageTasks.Tes;

/// <summary>The files below a folder of this machine, in the order of their names. Links are followed as long as they stay where files may be used;
/// of what cannot be used the reason is told instead.</summary>
/// <param name="mayUse">Whether a path, every link in it followed, may be used.</param>
/// <param name="where">Where such paths are, for messages.</param>
internal sealed class LocalTree(Func<string, bool> mayUse, string where)
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    public IEnumerable<(string Path, string? Problem)> Of(string folder) => Walk(folder, above: []);

    /// <summary>Why a path cannot be used; null where it can, or is not there.</summary>
    public string? Problem(string path)
    {
        try
        {
            return !mayUse(path) ? $"{path} leads through a link to {RealPath.Of(path)}, outside of {where}."
                : new FileInfo(path).LinkTarget is not null && !Path.Exists(RealPath.Of(path)) ? $"{path} is a link that leads nowhere."
                : null;
        }
        catch (IOException circles)
        {
            return circles.Message;
        }
    }

    private IEnumerable<(string Path, string? Problem)> Walk(string folder, IReadOnlyList<string> above)
    {
        if (Problem(folder) is { } outside)
        {
            yield return (folder, outside);
            yield break;
        }

        var real = RealPath.Of(folder);
        if (above.Contains(real, StringComparer.Ordinal))
        {
            yield return (folder, $"{folder} is a link to a folder that it lies in: it would never end.");
            yield break;
        }

        var entries = new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything).OrderBy(entry => entry.Name, NameOrder.Comparer);
        foreach (var entry in entries.Where(entry => !PartialNames.IsPartial(entry.Name)))
        {
            if (entry is not DirectoryInfo)
            {
                yield return (entry.FullName, entry.LinkTarget is null ? null : Problem(entry.FullName));
                continue;
            }

            foreach (var file in Walk(entry.FullName, [.. above, real]))
            {
                yield return file;
            }
        }
    }
}
