using SageTasks.Storage;

namespace SageTasks.Drs;

/// <summary>The paths that the entries of a bundle take below a destination. Names that differ only by case are one file on Windows, on macOS and on
/// many removable disks: the second would replace the first.</summary>
internal sealed class PlacesTaken(Location destination, Func<string, bool>? ignoresCase = null)
{
    private readonly Dictionary<string, string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private bool? _ignoresCase;

    /// <summary>Takes a path; why it can't be had, where it can't.</summary>
    public string? Problem(string path)
    {
        if (!destination.IsLocal || _taken.TryAdd(path, path) || !(_ignoresCase ??= (ignoresCase ?? IgnoresCase)(destination.LocalPath)))
        {
            return null;
        }

        return $"{path}: its name differs only by case from {_taken[path]}, and {destination} takes both for one. Copy to a place that tells them apart, such as a bucket.";
    }

    /// <summary>Whether a folder takes names that differ only by case for one. Only a try tells: it can differ from disk to disk, and by folder.</summary>
    internal static bool IgnoresCase(string folder)
    {
        var place = Path.GetFullPath(folder);
        while (!Directory.Exists(place) && Path.GetDirectoryName(place) is { } above)
        {
            place = above;
        }

        var name = $".sagetasks-case-{Guid.NewGuid():N}";
        try
        {
            using var file = new FileStream(
                Path.Combine(place, name), FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.DeleteOnClose);
            return File.Exists(Path.Combine(place, name.ToUpperInvariant()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Where nothing can be written the copy fails by itself; until then the usual way of the system counts.
            return OperatingSystem.IsWindows() || OperatingSystem.IsMacOS();
        }
    }
}
