namespace SageTasks.Storage;

/// <summary>The exact destination of a copy.</summary>
internal static class CopyTarget
{
    /// <exception cref="ArgumentException">The source is a folder.</exception>
    public static void RefuseFolder(Location source)
    {
        if (source.IsFolder)
        {
            throw new ArgumentException($"{source} is a folder or prefix. Name one object, or list it first.", nameof(source));
        }
    }

    /// <exception cref="ArgumentException">Both are the same, or the source has no name for a folder to take.</exception>
    public static Location Of(ObjectInfo info, Location destination)
    {
        var source = info.Location;
        var isFolder = destination.IsFolder || (destination.IsLocal && Directory.Exists(destination.LocalPath));
        var target = isFolder ? Below(destination, NameOf(info, destination)) : destination;
        return target == source
            ? throw new ArgumentException($"{source} is both the source and the destination.", nameof(destination))
            : target;
    }

    /// <summary>The location of a name below a folder or prefix.</summary>
    /// <exception cref="ArgumentException">The name leads out of a local folder.</exception>
    public static Location Below(Location folder, string name)
    {
        if (!folder.IsLocal)
        {
            return Location.Parse($"{folder.Address.TrimEnd('/')}/{name}");
        }

        var below = Location.FromPath(Path.Combine(folder.LocalPath, name));
        return below.Path.StartsWith(folder.Path.TrimEnd('/') + "/", StringComparison.Ordinal)
            ? below
            : throw new ArgumentException($"The name \"{name}\" leads out of {folder}. Name the destination in full.", nameof(name));
    }

    private static string NameOf(ObjectInfo info, Location destination)
    {
        if (info.Location.Name.Length > 0)
        {
            return info.Location.Name;
        }

        return string.IsNullOrEmpty(info.Name) || info.Name.AsSpan().ContainsAny('/', '\\')
            ? throw new ArgumentException($"{info.Location} has no name that it could take in {destination} (\"{info.Name}\"). Name the destination in full.", nameof(destination))
            : info.Name;
    }
}
