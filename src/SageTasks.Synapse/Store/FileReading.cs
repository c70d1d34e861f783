using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Synapse;

/// <summary>Reads files by location. What was read last keeps its signed address, so that a file costs one address and not one for each
/// range.</summary>
internal sealed class FileReading(SynapseClient client, PlaceFinder places)
{
    private const int Remembered = 128;

    private static readonly EntityBundleRequest WithHandles = new() { IncludeEntity = true, IncludeFileHandles = true };

    private readonly HttpStore _web = new(client.Http, time: client.Time);
    private readonly RecentlyUsed<(string Address, string? Tag), IRangedSource> _sources = new(Remembered);

    public async Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken)
    {
        if (await FindAsync(location, cancellationToken).ConfigureAwait(false) is not { } file)
        {
            return null;
        }

        if (Web(file) is { } url)
        {
            return await StatWebAsync(location, file, url, cancellationToken).ConfigureAwait(false);
        }

        var info = new ObjectInfo { Location = location, Version = Version(file), Name = file.LocalName, ContentType = file.Handle?.ContentType, Digests = Md5(file) };
        if (file.Handle is CloudFileHandle)
        {
            Remember(location, info.Version, Source(file));
        }

        return info;
    }

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="SourceChangedException">Synapse does not know that version.</exception>
    /// <exception cref="NotSupportedException">The bytes lie where Synapse gives no address for them.</exception>
    public async Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken)
    {
        var source = pin is not null && _sources.TryGet((location.Address, pin.Tag), out var known)
            ? known
            : await FindSourceAsync(location, pin, cancellationToken).ConfigureAwait(false);
        try
        {
            return await source.OpenAsync(range, pin, cancellationToken).ConfigureAwait(false);
        }
        catch (SourceChangedException)
        {
            _sources.Remove((location.Address, pin?.Tag));
            throw;
        }
    }

    /// <summary>The file at a location; null where there is none, or what has the name is no file.</summary>
    /// <exception cref="ArgumentException">The location is the id of something else than a file.</exception>
    public async Task<FileAtVersion?> FindAsync(Location location, CancellationToken cancellationToken)
    {
        var place = SynapsePlace.Of(location);
        if (place.IsFolder || await places.FindAsync(place, cancellationToken).ConfigureAwait(false) is not { } id)
        {
            return null;
        }

        try
        {
            var bundle = await client.GetBundleAsync(id, WithHandles, cancellationToken).ConfigureAwait(false);
            return place.Name.Length > 0 && bundle.Entity is not FileEntity ? null : FileAtVersion.From(bundle, id);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    private async Task<IRangedSource> FindSourceAsync(Location location, ObjectVersion? pin, CancellationToken cancellationToken)
    {
        var file = await FindAsync(location, cancellationToken).ConfigureAwait(false)
            ?? throw new FileNotFoundException($"There is no file at {location}.", location.ToString());
        if (Web(file) is { } url)
        {
            return new StoreRangedSource(_web, url);
        }

        if (pin?.Tag is { } tag && !string.Equals(tag, file.Entity.DataFileHandleId, StringComparison.Ordinal))
        {
            file = await AtHandleAsync(location, file, tag, cancellationToken).ConfigureAwait(false);
        }

        var version = Version(file);
        if (pin is not null && !pin.Matches(version))
        {
            throw new SourceChangedException($"{location} was the version {pin} of {pin.Size} bytes and has {version.Size} now.");
        }

        var source = Source(file);
        Remember(location, version, source);
        return source;
    }

    /// <summary>The file with the bytes of another version, by their file handle.</summary>
    private async Task<FileAtVersion> AtHandleAsync(Location location, FileAtVersion file, string handleId, CancellationToken cancellationToken)
    {
        var request = new FileBatchRequest { RequestedFiles = [file.Association(handleId)], IncludeFileHandles = true };
        var found = handleId.All(char.IsAsciiDigit) ? await client.GetFilesAsync(request, cancellationToken).ConfigureAwait(false) : [];
        return found is [{ FileHandle: { } handle }]
            ? file with { Entity = file.Entity with { DataFileHandleId = handleId }, Handle = handle }
            : throw new SourceChangedException($"{location} is no longer the version {handleId}, and Synapse gives it no more.");
    }

    private async Task<ObjectInfo> StatWebAsync(Location location, FileAtVersion file, Location url, CancellationToken cancellationToken)
    {
        var there = await _web.StatAsync(url, cancellationToken).ConfigureAwait(false)
            ?? throw new FileNotFoundException($"{location} points to {url}, where nothing is.", location.ToString());
        Remember(location, there.Version, new StoreRangedSource(_web, url));
        return there with
        {
            Location = location,
            Name = file.LocalName,
            ContentType = file.Handle!.ContentType ?? there.ContentType,
            Digests = [.. Md5(file).Concat(there.Digests).DistinctBy(digest => digest.Algorithm)],
        };
    }

    private UnchangingSource Source(FileAtVersion file)
    {
        var handle = file.Readable();
        return new UnchangingSource(client.Source($"{file.Id} ({handle.FileName})", token => client.GetDownloadUrlAsync(file.Association(handle.Id!), token)), Version(file));
    }

    private void Remember(Location location, ObjectVersion version, IRangedSource source) => _sources.GetOrAdd((location.Address, version.Tag), () => source);

    private static Location? Web(FileAtVersion file) =>
        file.Handle is ExternalFileHandle && file.Readable() is ExternalFileHandle { ExternalUrl: { } url } ? Location.Parse(url) : null;

    private static ObjectVersion Version(FileAtVersion file) => new() { Size = file.Handle?.ContentSize, Tag = file.Entity.DataFileHandleId };

    private static IReadOnlyList<Digest> Md5(FileAtVersion file) => string.IsNullOrEmpty(file.Handle?.ContentMd5) ? [] : [Digest.Md5(file.Handle.ContentMd5)];
}
