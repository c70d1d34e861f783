namespace SageTasks.Storage;

/// <summary>The exact destination of a copy.</summary>
internal static class CopyTarget
{
    /// <exception cref="ArgumentException">The source is a folder.</exception>
    public static void RefuseFolder(Location source)
    {
        if (source.IsFolder)
        {
            throw new ArgumentException($"{source} is a folder or prefix. Name one object, or copy everything below it.");
        }
    }

    /// <exception cref="ArgumentException">Both are the same, or the source has no name for a folder to take.</exception>
    public static Location Of(ObjectInfo info, Location destination)
    {
        var source = info.Location;
        var target = IsFolder(destination) ? Below(destination, NameOf(info, destination)) : destination;
        return target == source
            ? throw new ArgumentException($"{source} is both the source and the destination.")
            : target;
    }

    /// <summary>Where an object of a plan will go; null where only its store knows its name, or it can't go there.</summary>
    public static Location? Foreseen(TransferItem item)
    {
        if (item.Refusal is not null)
        {
            return null;
        }

        if (!IsFolder(item.Destination))
        {
            return item.Destination;
        }

        try
        {
            return item.Source.Name.Length > 0 && item.Source.Scheme != LocationScheme.Drs ? Below(item.Destination, item.Source.Name) : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // Its own copy will say so.
            return null;
        }
    }

    /// <summary>The location of a name below a folder or prefix.</summary>
    /// <exception cref="ArgumentException">As a path below a local folder the name would be that of another object, or lead out of the folder.</exception>
    /// <exception cref="FormatException">The destination has no such names.</exception>
    public static Location Below(Location folder, string name)
    {
        if (!folder.IsLocal)
        {
            return folder.Scheme is LocationScheme.S3 or LocationScheme.Gs or LocationScheme.Az
                ? folder.WithKey(folder.Path.Length == 0 ? name : $"{folder.Path.TrimEnd('/')}/{name}")
                : Location.Parse($"{folder.Address.TrimEnd('/')}/{name}");
        }

        // "a//b", "./a/b" and "a/b" are three objects, and one path.
        var segments = OperatingSystem.IsWindows() ? name.Split('/', '\\') : name.Split('/');
        return Array.Exists(segments, segment => segment is "" or "." or "..")
            ? throw new ArgumentException($"The name \"{name}\" is no path of its own below {folder}. Name the destination in full.")
            : Location.FromPath(Path.Combine(folder.LocalPath, name));
    }

    private static bool IsFolder(Location destination) => destination.IsFolder || (destination.IsLocal && Directory.Exists(destination.LocalPath));

    private static string NameOf(ObjectInfo info, Location destination)
    {
        // The id in a DRS location is no file's name.
        var prefersName = info.Location.Scheme == LocationScheme.Drs && !string.IsNullOrEmpty(info.Name);
        if (info.Location.Name.Length > 0 && !prefersName)
        {
            return info.Location.Name;
        }

        return string.IsNullOrEmpty(info.Name) || info.Name.AsSpan().ContainsAny('/', '\\')
            ? throw new ArgumentException($"{info.Location} has no name that it could take in {destination} (\"{info.Name}\"). Name the destination in full.")
            : info.Name;
    }
}
