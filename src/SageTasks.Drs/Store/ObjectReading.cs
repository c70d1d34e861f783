using Microsoft.Extensions.Options;
using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Drs;

/// <summary>Reads objects by location. What was read last keeps its address, so that an object costs one address and not one for each range.</summary>
internal sealed class ObjectReading(DrsServers servers, Func<ObjectStores?> stores)
{
    private const int Remembered = 256;

    private readonly RecentlyUsed<(string Address, string? Tag), IRangedSource> _sources = new(Remembered);

    /// <exception cref="ArgumentException">It is a bundle.</exception>
    /// <exception cref="TransferException">Its server doesn't tell its size, and its bytes can't be had to measure.</exception>
    public async Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken)
    {
        DrsClient client;
        DrsObject found;
        try
        {
            (client, found) = await FindAsync(location, cancellationToken).ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            return null;
        }

        var version = VersionOf(found);
        if (version.Size is null)
        {
            version = version with { Size = await MeasureAsync(client, found, location, cancellationToken).ConfigureAwait(false) };
        }

        return new ObjectInfo { Location = location, Version = version, Name = NameOf(found), ContentType = found.MimeType, Digests = found.Digests };
    }

    public async Task<ObjectBody> OpenAsync(Location location, ByteRange range, ObjectVersion? pin, CancellationToken cancellationToken)
    {
        if (pin is not null && _sources.TryGet((location.Address, pin.Tag), out var known))
        {
            return await ReadOnAsync(known, location, range, pin, cancellationToken).ConfigureAwait(false);
        }

        var (client, found) = await FindAsync(location, cancellationToken).ConfigureAwait(false);
        var version = VersionOf(found);
        if (pin is not null && !pin.Matches(version))
        {
            throw new SourceChangedException($"{location} was the version {pin} of {pin.Size} bytes and is {version} of {version.Size} now. A DRS id should never change its bytes.");
        }

        var (source, body) = await OpenFirstAsync(client, found, location, range, cancellationToken).ConfigureAwait(false);
        _sources.Set((location.Address, version.Tag), source);
        return body;
    }

    private async Task<ObjectBody> ReadOnAsync(IRangedSource known, Location location, ByteRange range, ObjectVersion pin, CancellationToken cancellationToken)
    {
        try
        {
            return await known.OpenAsync(range, pin, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _sources.Remove((location.Address, pin.Tag));
            throw;
        }
    }

    private async Task<(DrsClient Client, DrsObject Found)> FindAsync(Location location, CancellationToken cancellationToken)
    {
        var address = await servers.ResolveAsync(location.Address, cancellationToken).ConfigureAwait(false);
        var client = servers.ClientOf(address);
        var found = await client.GetObjectAsync(address.Id, cancellationToken: cancellationToken).ConfigureAwait(false);
        return found.IsBundle
            ? throw new ArgumentException($"{location} is a bundle, and no object: list it, or copy all that it holds, recursively.", nameof(location))
            : (client, found with { Id = address.Id });
    }

    /// <summary>Opens by the first way that can be gone: one may be closed to this credential, out of order, or of a kind that nobody here reads.</summary>
    private async Task<(IRangedSource Source, ObjectBody Body)> OpenFirstAsync(
        DrsClient client, DrsObject found, Location location, ByteRange range, CancellationToken cancellationToken)
    {
        var failures = new List<(AccessWay Way, Exception Failure)>();
        foreach (var way in AccessWay.Of(found))
        {
            try
            {
                var address = await AskAsync(client, found, way, cancellationToken).ConfigureAwait(false);
                var bytes = SourceOf(client, found, way, address, location);
                var size = found.Size ?? await SizeAsync(bytes, cancellationToken).ConfigureAwait(false);
                var source = new UnchangingSource(bytes, VersionOf(found) with { Size = size });
                return (source, await source.OpenAsync(range, null, cancellationToken).ConfigureAwait(false));
            }
            catch (Exception e) when (MayGoOn(e) && !cancellationToken.IsCancellationRequested)
            {
                failures.Add((way, e));
            }
        }

        throw Unreachable(found, location, failures);
    }

    private IRangedSource SourceOf(DrsClient client, DrsObject found, AccessWay way, DrsAccessUrl url, Location location)
    {
        var place = AccessLines.Place(url, client);
        if (place.Scheme is not (LocationScheme.Https or LocationScheme.Http))
        {
            return new StoreRangedSource((stores() ?? throw new NotSupportedException($"{location} lies at {place}, and this store was made without others to read it with.")).SourceOf(place), place);
        }

        // The first address is at hand; each further one is asked for.
        var first = AccessLines.Address(url, place);
        var isTaken = 0;
        return client.Source($"{location} ({place.Authority})", async token => Interlocked.Exchange(ref isTaken, 1) == 0
            ? first
            : Renewed(await AskAgainAsync(client, found, way, token).ConfigureAwait(false), client));
    }

    private static SourceAddress Renewed(DrsAccessUrl url, DrsClient client) => AccessLines.Address(url, AccessLines.Place(url, client));

    private static Task<DrsAccessUrl> AskAsync(DrsClient client, DrsObject found, AccessWay way, CancellationToken cancellationToken) =>
        way.IsSigned ? client.GetAccessUrlAsync(found.Id, way.Method.AccessId!, cancellationToken: cancellationToken) : Task.FromResult(way.Method.AccessUrl!);

    // A URL that stood in the object itself may have been signed too: the object shows a new one.
    private static async Task<DrsAccessUrl> AskAgainAsync(DrsClient client, DrsObject found, AccessWay way, CancellationToken cancellationToken)
    {
        if (way.IsSigned)
        {
            return await AskAsync(client, found, way, cancellationToken).ConfigureAwait(false);
        }

        var again = await client.GetObjectAsync(found.Id, cancellationToken: cancellationToken).ConfigureAwait(false);
        return again.AccessMethods.FirstOrDefault(method => method.Type == way.Method.Type && method.Region == way.Method.Region && method.AccessUrl is not null)?.AccessUrl
            ?? way.Method.AccessUrl!;
    }

    private async Task<long?> MeasureAsync(DrsClient client, DrsObject found, Location location, CancellationToken cancellationToken)
    {
        var (source, body) = await OpenFirstAsync(client, found, location, new ByteRange(0, 1), cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            _sources.Set((location.Address, VersionOf(found).Tag), source);
            return body.Version.Size;
        }
    }

    private static async Task<long> SizeAsync(IRangedSource bytes, CancellationToken cancellationToken)
    {
        var body = await bytes.OpenAsync(new ByteRange(0, 1), null, cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            return body.Version.Size ?? throw new TransferException($"{bytes.Name}: neither the DRS server nor the host of the bytes says how many there are.");
        }
    }

    private static bool MayGoOn(Exception failure) =>
        failure is ApiException or IOException or HttpRequestException or TimeoutException or UnauthorizedAccessException or NotSupportedException or ArgumentException
            or OptionsValidationException;

    private static Exception Unreachable(DrsObject found, Location location, List<(AccessWay Way, Exception Failure)> failures) => failures switch
    {
        [] => new NotSupportedException(
            $"{location}: there is no way to its bytes that could be gone; its server offers {(found.AccessMethods.Count == 0 ? "none" : string.Join(", ", found.AccessMethods.Select(method => method.Type)))}."),
        // Whoever hears "not found" would take it for the object, which is there.
        [{ Failure: NotFoundException } only] => new TransferException($"{location} is there, but the way to its bytes is broken: {only.Way}: {only.Failure.Message}", only.Failure) { CanRetry = false },
        [var only] => only.Failure,
        _ => new TransferException(
            $"{location}: none of the ways to its bytes could be gone.\n{string.Join('\n', failures.Select(one => $"  - {one.Way}: {one.Failure.Message}"))}", failures[0].Failure)
        {
            CanRetry = failures.Exists(one => PlanCopy.CanPass(one.Failure)),
        },
    };

    // The bytes of an id never change: what its checksums say is its version.
    private static ObjectVersion VersionOf(DrsObject found) => new()
    {
        Size = found.Size,
        Tag = found.Digests is [var strongest, ..] ? strongest.ToString() : found.Checksums is [{ Checksum: { } value } first, ..] ? $"{first.Type}:{value}" : null,
    };

    private static string? NameOf(DrsObject found) => string.IsNullOrWhiteSpace(found.Name) ? null : found.Name.TrimEnd('/').Split('/')[^1];
}
