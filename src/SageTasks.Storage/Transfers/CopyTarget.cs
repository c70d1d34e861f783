namespace SageTasks.Storage;

/// <summary>The exact destination of a copy.</summary>
internal static class CopyTarget
{
    /// <exception cref="ArgumentException">The source is a folder, or both are the same.</exception>
    public static Location Of(Location source, Location destination)
    {
        if (source.IsFolder)
        {
            throw new ArgumentException($"{source} is a folder or prefix. Name one object, or list it first.", nameof(source));
        }

        var isFolder = destination.IsFolder || (destination.IsLocal && Directory.Exists(destination.LocalPath));
        var target = isFolder ? Below(destination, source.Name) : destination;
        return target == source
            ? throw new ArgumentException($"{source} is both the source and the destination.", nameof(destination))
            : target;
    }

    /// <summary>The location of a name below a folder or prefix.</summary>
    public static Location Below(Location folder, string name) => folder.IsLocal
        ? Location.FromPath(Path.Combine(folder.LocalPath, name))
        : Location.Parse($"{folder.Address.TrimEnd('/')}/{name}");
}
