using SageTasks.Storage;

namespace SageTasks.Cli;

/// <summary>Folders as people name them: one of this machine is meant with and without its slash, and what is not there is told at once.</summary>
internal static class Folders
{
    /// <summary>Whether a folder of this machine is named.</summary>
    public static bool IsLocal(Location place) => place.IsLocal && Directory.Exists(place.LocalPath);

    /// <summary>A folder of this machine with its slash; anything else as it is.</summary>
    public static Location Whole(Location place) => IsLocal(place) ? AsFolder(place) : place;

    /// <summary>Where everything goes that keeps its names, with a slash.</summary>
    public static Location AsFolder(Location place) => place.IsFolder ? place
        : place.IsLocal ? Location.FromPath(place.LocalPath + Path.DirectorySeparatorChar)
        : Location.Parse(place.Address + "/");

    /// <summary>What everything below is to be copied of.</summary>
    /// <exception cref="UsageException">It names one file or object.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static Location Source(Location place)
    {
        place = Whole(place);
        if (place.IsLocal && !IsLocal(place))
        {
            var path = Path.TrimEndingDirectorySeparator(place.LocalPath);
            throw File.Exists(path) ? new UsageException($"{path} is a file: leave --recursive (-r) out.") : new DirectoryNotFoundException($"There is no folder {path}.");
        }

        return place.IsFolder
            ? place
            : throw new UsageException($"{place} names one object. For everything below it write {place}/, for that object leave --recursive (-r) out.");
    }

    /// <summary>What one file or object is to be copied of.</summary>
    /// <exception cref="UsageException">It is a folder.</exception>
    public static Location Single(Location place) => place.IsFolder || IsLocal(place)
        ? throw new UsageException($"{place} is a folder: add --recursive (-r) to copy everything below it.")
        : place;

    /// <summary>Whether a store that has no folders has nothing below a prefix: a name that was mistyped looks just so.</summary>
    public static async Task<bool> IsNothingAsync(ObjectStores stores, Location place, CancellationToken cancellationToken) =>
        place.Scheme is LocationScheme.S3 or LocationScheme.Gs or LocationScheme.Az && place.Path.Length > 0
            && !await stores.SourceOf(place).ListAsync(place, cancellationToken).AnyAsync(cancellationToken);
}
