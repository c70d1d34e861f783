using System.Globalization;
using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Cavatica;

/// <summary>Finds files by location and reads them. What was read last keeps its signed address, so that a file costs one address and not one
/// for each range.</summary>
internal sealed class FileLookUp(CavaticaClient client, FolderIds folders)
{
    private const int Remembered = 128;

    private readonly FilePlaces _files = new(client);
    private readonly RecentlyUsed<(string Address, string? Tag), IRangedSource> _sources = new(Remembered);

    /// <summary>A file's version: the platform states no digest, so its id, time and size stand for its bytes.</summary>
    public static ObjectVersion Version(CavaticaFile file) => new()
    {
        Size = file.Size,
        Tag = string.Create(CultureInfo.InvariantCulture, $"{file.Id}-{file.ModifiedOn?.ToUnixTimeMilliseconds() ?? 0}-{file.Size}"),
        LastModified = file.ModifiedOn,
    };

    public static ObjectInfo Info(Location location, CavaticaFile file) => new() { Location = location, Version = Version(file), Name = file.Name };

    /// <summary>The file at a location; null where there is none, or a folder has the name.</summary>
    public async Task<CavaticaFile?> FindAsync(Location location, CancellationToken cancellationToken)
    {
        var file = await FindAnyAsync(location, cancellationToken).ConfigureAwait(false);
        return file?.Type == CavaticaFileType.Folder ? null : file;
    }

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="SourceChangedException">The file is no longer that version.</exception>
    public async Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken)
    {
        if (pin is not null && _sources.TryGet((location.Address, pin.Tag), out var known))
        {
            return await known.OpenAsync(range, pin, cancellationToken).ConfigureAwait(false);
        }

        var file = await FindAsync(location, cancellationToken).ConfigureAwait(false) ?? throw new FileNotFoundException($"There is no file at {location}.", location.ToString());
        var version = Version(file);
        if (pin is not null && !pin.Matches(version))
        {
            throw new SourceChangedException($"{location} was the version {pin} and is {version} now.");
        }

        var source = new UnchangingSource(client.Source(file), version);
        _sources.Set((location.Address, version.Tag), source);
        return await source.OpenAsync(range, version, cancellationToken).ConfigureAwait(false);
    }

    public void Forget(Location location, ObjectVersion version) => _sources.Remove((location.Address, version.Tag));

    private async Task<CavaticaFile?> FindAnyAsync(Location location, CancellationToken cancellationToken)
    {
        var place = SbgPlace.Of(location);
        try
        {
            return place.FileId is { } id
                ? await client.GetFileAsync(id, cancellationToken).ConfigureAwait(false)
                : await folders.UseAsync(place, token => FindAsync(place, token), cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    private async Task<CavaticaFile?> FindAsync(SbgPlace place, CancellationToken cancellationToken) =>
        place.Name.Length > 0 && await folders.FindAsync(place, cancellationToken).ConfigureAwait(false) is { } folder
            ? (await _files.FindAsync(folder.Project, folder.Parent, [place.Name], cancellationToken).ConfigureAwait(false)).GetValueOrDefault(place.Name)
            : null;
}
