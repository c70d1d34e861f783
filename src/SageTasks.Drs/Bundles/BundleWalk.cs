using System.Runtime.CompilerServices;
using SageTasks.Http;

namespace SageTasks.Drs;

/// <summary>One walk through a bundle. The objects of a level are asked for together.</summary>
internal sealed class BundleWalk(DrsServers servers, string root)
{
    private const int Deepest = 100;

    private readonly HashSet<(Uri Endpoint, string Id)> _above = [];
    private long _met;

    /// <exception cref="InvalidDataException">There is more than a walk may come upon.</exception>
    public IAsyncEnumerable<DrsBundleEntry> BelowAsync(DrsAddress address, DrsObject bundle, CancellationToken cancellationToken)
    {
        _above.Add((address.Endpoint, address.Id));
        return LevelAsync(address, bundle.Contents ?? [], "", cancellationToken);
    }

    private async IAsyncEnumerable<DrsBundleEntry> LevelAsync(
        DrsAddress server, IReadOnlyList<DrsContent> contents, string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Count(contents.Count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var known = KnownAsync(server, contents, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (known.ConfigureAwait(false))
        {
            foreach (var content in contents)
            {
                var isHere = IsHere(content);
                var found = isHere && await known.MoveNextAsync().ConfigureAwait(false) ? known.Current : null;
                var place = new Place(path.Length == 0 ? content.Name ?? "" : $"{path}/{content.Name}", isHere ? server.UriOf(content.Id!).ToString() : FirstUri(content));
                if (NameProblem(content.Name, names) is { } problem)
                {
                    yield return place.Failed(problem, server);
                    continue;
                }

                await foreach (var entry in EntriesAsync(server, content, found, place, cancellationToken).ConfigureAwait(false))
                {
                    yield return entry;
                }
            }
        }
    }

    private IAsyncEnumerable<DrsBundleEntry> EntriesAsync(
        DrsAddress server, DrsContent content, DrsFound<string, DrsObject>? found, Place place, CancellationToken cancellationToken)
    {
        if (content.Contents is { } nested)
        {
            return LevelAsync(server, nested, place.Path, cancellationToken);
        }

        if (found?.Value is { } there)
        {
            return ObjectAsync(server with { Id = content.Id! }, there, place, cancellationToken);
        }

        var problem = found is null ? null : $"its server answers {found.ErrorCode} for it";
        return content.DrsUris.Count > 0
            ? ElsewhereAsync(content, problem, place, server, cancellationToken)
            : One(place.Failed(problem ?? "the bundle names neither its id nor its URI", server));
    }

    private async IAsyncEnumerable<DrsBundleEntry> ObjectAsync(
        DrsAddress address, DrsObject found, Place place, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!found.IsBundle)
        {
            yield return new DrsBundleEntry { Path = place.Path, Uri = place.Uri, Object = found };
            yield break;
        }

        if (_above.Count > Deepest || !_above.Add((address.Endpoint, address.Id)))
        {
            yield return place.Failed(_above.Count > Deepest ? $"it lies more than {Deepest} bundles deep" : "the bundle holds itself", address);
            yield break;
        }

        await foreach (var entry in LevelAsync(address, found.Contents!, place.Path, cancellationToken).ConfigureAwait(false))
        {
            yield return entry;
        }

        _above.Remove((address.Endpoint, address.Id));
    }

    /// <summary>What its id does not tell, for the reason given if it has one, by the first URI that leads to it.</summary>
    private async IAsyncEnumerable<DrsBundleEntry> ElsewhereAsync(
        DrsContent content, string? problemHere, Place place, DrsAddress server, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        if (problemHere is not null)
        {
            problems.Add(problemHere);
        }

        var (address, found, uri, uris) = (server, (DrsObject?)null, place.Uri, content.DrsUris);
        foreach (var candidate in uris)
        {
            try
            {
                address = await servers.ResolveFromAsync(server, candidate, cancellationToken).ConfigureAwait(false);
                if (problemHere is not null && address.Endpoint == server.Endpoint && address.Id == content.Id)
                {
                    continue;
                }

                found = await servers.ClientOf(address).GetObjectAsync(address.Id, cancellationToken: cancellationToken).ConfigureAwait(false);
                uri = candidate;
                break;
            }
            catch (Exception e) when (e is FormatException or DrsResolutionException or NotFoundException or AccessDeniedException or ArgumentException
                || (e is ApiException && (candidate != uris[^1] || problemHere is not null)))
            {
                problems.Add(e.Message.TrimEnd('.'));
            }
        }

        if (found is null)
        {
            yield return place.Failed(string.Join("; ", problems), server);
            yield break;
        }

        await foreach (var entry in ObjectAsync(address, found, place with { Uri = uri }, cancellationToken).ConfigureAwait(false))
        {
            yield return entry;
        }
    }

    private IAsyncEnumerable<DrsFound<string, DrsObject>> KnownAsync(DrsAddress server, IReadOnlyList<DrsContent> contents, CancellationToken cancellationToken)
    {
        var ids = contents.Where(IsHere).Select(content => content.Id!).ToList();
        return ids.Count == 0
            ? AsyncEnumerable.Empty<DrsFound<string, DrsObject>>()
            : servers.ClientOf(server).GetObjectsAsync(ids, cancellationToken: cancellationToken);
    }

    // Cycles end by themselves; bundles that branch at every level do not.
    private void Count(int entries)
    {
        _met += entries;
        if (_met > servers.MaxBundleEntries)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"{root} holds more than {servers.MaxBundleEntries} entries, those of bundles below it counted as often as they are met. Raise {nameof(DrsOptions)}.{nameof(DrsOptions.MaxBundleEntries)} if that is meant."));
        }
    }

    private static string FirstUri(DrsContent content) => content.DrsUris is [var first, ..] ? first : "";

    private static bool IsHere(DrsContent content) => content.Contents is null && !string.IsNullOrWhiteSpace(content.Id);

    private static string? NameProblem(string? name, HashSet<string> names) => name switch
    {
        null or "" or "." or ".." => $"the bundle calls it \"{name}\", which is no name",
        _ when name.AsSpan().ContainsAny('/', '\\') || name.Any(char.IsControl) => $"the bundle calls it \"{name}\", and a name holds no slash and no control character",
        _ when !names.Add(name) => $"the bundle has another entry of the name \"{name}\"",
        _ => null,
    };

    private static async IAsyncEnumerable<DrsBundleEntry> One(DrsBundleEntry entry)
    {
        yield return entry;
        await Task.CompletedTask.ConfigureAwait(false);
    }

    private sealed record Place(string Path, string Uri)
    {
        public DrsBundleEntry Failed(string problem, DrsAddress server) => new()
        {
            Path = Path,
            Uri = DrsUri.TryParse(Uri, out _) ? Uri : server.UriOf(server.Id).ToString(),
            Problem = $"{Path}: {problem}.",
        };
    }
}
