namespace SageTasks.Testing.Cavatica;

/// <summary>The volumes.</summary>
internal sealed class VolumeBook(CavaticaWorld world)
{
    public CavaticaTable<VolumeDocument> Table { get; } = new(world.Store, "volume", CavaticaJson.Default.VolumeDocument, volume => volume.Id);

    /// <summary>A volume of a user.</summary>
    public VolumeDocument Get(UserDocument user, string? id) => Table.Find(id ?? "") switch
    {
        null => throw CavaticaErrors.Refuse(404, 9007, "Requested volume does not exist."),
        var volume when volume.Owner != user.Username => throw CavaticaErrors.Refuse(403, 9020, "Insufficient privileges to access the requested volume."),
        var volume => volume,
    };

    /// <summary>Where a location of a volume is on this machine; null for a location that leads out of the volume.</summary>
    public static string? PathOf(VolumeDocument volume, string location)
    {
        var path = Path.GetFullPath(Path.Combine(volume.Folder, location.TrimStart('/')));
        return path.StartsWith(volume.Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : null;
    }

    /// <summary>The locations below a prefix, in order.</summary>
    public static IEnumerable<string> Locations(VolumeDocument volume, string prefix) => Directory.EnumerateFiles(volume.Folder, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(volume.Folder, path).Replace(Path.DirectorySeparatorChar, '/'))
        .Where(location => location.StartsWith(prefix, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);
}
