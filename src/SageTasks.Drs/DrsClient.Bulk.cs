using System.Runtime.CompilerServices;
using SageTasks.Http;

namespace SageTasks.Drs;

public partial class DrsClient
{
    private const int UnsaidLimit = 200;
    private const int SinglesAtOnce = 8;

    private int? _bulkLimit;
    private bool _hasNoBulk;

    /// <summary>Many objects with one request (<c>POST /objects</c>), not more than the server's limit.</summary>
    /// <param name="ids">The ids, not percent-encoded.</param>
    /// <param name="expand">Whether bundles show what their bundles hold.</param>
    /// <param name="passports">GA4GH passports, for all of them; null for those of the options.</param>
    /// <param name="cancellationToken">Ends it, also while it waits.</param>
    /// <exception cref="DrsNotReadyException">The server was not ready in time.</exception>
    /// <exception cref="ApiException">The server refused (413: too many ids), has no bulk requests, or did not answer.</exception>
    public virtual async Task<DrsBulkAnswer<DrsObject>> GetBulkObjectsAsync(
        IReadOnlyList<string> ids, bool expand = false, IReadOnlyList<string>? passports = null, CancellationToken cancellationToken = default)
    {
        Check(ids);
        var path = RequestPath.Of($"/objects").Query("expand", expand ? true : null);
        var body = new BulkBodies.Objects { Passports = Given(passports), BulkObjectIds = ids };
        var answer = await WaitAsync(Post(path, body, DrsJson.Default.Objects), cancellationToken).ConfigureAwait(false);
        return answer.Read(DrsJson.Default.BulkAnswerDrsObject).ToPublic();
    }

    /// <summary>URLs of many objects with one request (<c>POST /objects/access</c>), not more than the server's limit.</summary>
    /// <param name="keys">The objects' ids and access ids.</param>
    /// <param name="passports">GA4GH passports, for all of them; null for those of the options.</param>
    /// <param name="cancellationToken">Ends it, also while it waits.</param>
    /// <exception cref="DrsNotReadyException">The server was not ready in time.</exception>
    /// <exception cref="ApiException">The server refused (413: too many ids), has no bulk requests, or did not answer.</exception>
    public virtual async Task<DrsBulkAnswer<DrsBulkAccessUrl>> GetBulkAccessUrlsAsync(
        IReadOnlyList<DrsAccessKey> keys, IReadOnlyList<string>? passports = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        Check([.. keys.Select(key => key.ObjectId)]);
        var body = new BulkBodies.Accesses
        {
            Passports = Given(passports),
            BulkObjectAccessIds = [.. keys.GroupBy(key => key.ObjectId, StringComparer.Ordinal)
                .Select(group => new BulkBodies.Access { ObjectId = group.Key, AccessIds = [.. group.Select(key => key.AccessId)] })],
        };
        var answer = await WaitAsync(Post($"/objects/access", body, DrsJson.Default.Accesses), cancellationToken).ConfigureAwait(false);
        return answer.Read(DrsJson.Default.BulkAnswerDrsBulkAccessUrl).ToPublic();
    }

    /// <summary>How requests for many objects can be authorized (<c>OPTIONS /objects</c>); nothing where the server does not say.</summary>
    /// <exception cref="ApiException">The server refused (413: too many ids) or did not answer.</exception>
    public virtual async Task<DrsBulkAnswer<DrsAuthorizations>> GetBulkAuthorizationsAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken = default)
    {
        Check(ids);
        var bytes = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new BulkBodies.Objects { BulkObjectIds = ids }, DrsJson.Default.Objects);
        var request = new ApiRequest { Method = HttpMethod.Options, Path = $"/objects", Safety = RequestSafety.Idempotent, Content = () => new JsonBody(bytes), Accept = IsUnsupported };
        var answer = await _api.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return IsSilent(answer) ? new DrsBulkAnswer<DrsAuthorizations>() : answer.Read(DrsJson.Default.BulkAnswerDrsAuthorizations).ToPublic();
    }

    /// <summary>Objects by their ids, any number, in the order of the ids: in bulk requests of the server's limit, one by one where it has none.</summary>
    /// <param name="ids">The ids, not percent-encoded.</param>
    /// <param name="expand">Whether bundles show what their bundles hold.</param>
    /// <param name="passports">GA4GH passports; null for those of the options.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ApiException">The server refused or did not answer; an object that is missing or closed is no failure of the others.</exception>
    public virtual IAsyncEnumerable<DrsFound<string, DrsObject>> GetObjectsAsync(
        IEnumerable<string> ids, bool expand = false, IReadOnlyList<string>? passports = null, CancellationToken cancellationToken = default) => InChunksAsync(
            ids,
            async (chunk, token) => Match(chunk, await GetBulkObjectsAsync(chunk, expand, passports, token).ConfigureAwait(false)),
            (id, token) => GetObjectAsync(id, expand, passports, token),
            cancellationToken);

    /// <summary>URLs by their access ids, any number, in the order of the keys: in bulk requests of the server's limit, one by one where it has none.</summary>
    /// <param name="keys">The objects' ids and access ids.</param>
    /// <param name="passports">GA4GH passports; null for those of the options.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ApiException">The server refused or did not answer; an object that is missing or closed is no failure of the others.</exception>
    public virtual IAsyncEnumerable<DrsFound<DrsAccessKey, DrsAccessUrl>> GetAccessUrlsAsync(
        IEnumerable<DrsAccessKey> keys, IReadOnlyList<string>? passports = null, CancellationToken cancellationToken = default) => InChunksAsync(
            keys,
            async (chunk, token) => Match(chunk, await GetBulkAccessUrlsAsync(chunk, passports, token).ConfigureAwait(false)),
            (key, token) => GetAccessUrlAsync(key.ObjectId, key.AccessId, passports, token),
            cancellationToken);

    private static Dictionary<string, DrsFound<string, DrsObject>> Match(IReadOnlyList<string> ids, DrsBulkAnswer<DrsObject> answer)
    {
        var found = answer.Resolved.Where(one => one.Id.Length > 0).DistinctBy(one => one.Id, StringComparer.Ordinal).ToDictionary(one => one.Id, StringComparer.Ordinal);
        return Pairs(ids, id => id, id => found.GetValueOrDefault(id), answer.Unresolved);
    }

    private static Dictionary<DrsAccessKey, DrsFound<DrsAccessKey, DrsAccessUrl>> Match(IReadOnlyList<DrsAccessKey> keys, DrsBulkAnswer<DrsBulkAccessUrl> answer)
    {
        var found = answer.Resolved.Where(one => one is { DrsObjectId: not null, DrsAccessId: not null })
            .DistinctBy(one => (one.DrsObjectId, one.DrsAccessId))
            .ToDictionary(one => new DrsAccessKey(one.DrsObjectId!, one.DrsAccessId!), one => new DrsAccessUrl { Url = one.Url, Headers = one.Headers });
        return Pairs(keys, key => key.ObjectId, key => found.GetValueOrDefault(key), answer.Unresolved);
    }

    // What an answer leaves out altogether is asked for by itself: a server may call an object by another id than the one asked with.
    private static Dictionary<TKey, DrsFound<TKey, T>> Pairs<TKey, T>(
        IReadOnlyList<TKey> keys, Func<TKey, string> id, Func<TKey, T?> find, IReadOnlyList<DrsUnresolved> unresolved)
        where TKey : notnull
        where T : class
    {
        var pairs = new Dictionary<TKey, DrsFound<TKey, T>>();
        foreach (var key in keys)
        {
            var value = find(key);
            var error = value is null ? unresolved.FirstOrDefault(entry => entry.ObjectIds.Contains(id(key), StringComparer.Ordinal)) : null;
            if (value is not null || error is not null)
            {
                pairs[key] = new DrsFound<TKey, T> { Key = key, Value = value, ErrorCode = value is null ? error!.ErrorCode ?? 404 : null };
            }
        }

        return pairs;
    }

    private async IAsyncEnumerable<DrsFound<TKey, T>> InChunksAsync<TKey, T>(
        IEnumerable<TKey> keys,
        Func<IReadOnlyList<TKey>, CancellationToken, Task<Dictionary<TKey, DrsFound<TKey, T>>>> many,
        Func<TKey, CancellationToken, Task<T>> one,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TKey : notnull
        where T : class
    {
        ArgumentNullException.ThrowIfNull(keys);
        using var rest = keys.GetEnumerator();
        var limit = await BulkLimitAsync(cancellationToken).ConfigureAwait(false);
        var chunk = new List<TKey>();
        for (var hasMore = rest.MoveNext(); hasMore || chunk.Count > 0;)
        {
            for (; hasMore && chunk.Count < limit; hasMore = rest.MoveNext())
            {
                chunk.Add(rest.Current);
            }

            var (taken, found) = await ChunkAsync(chunk, many, cancellationToken).ConfigureAwait(false);
            foreach (var part in chunk.Take(taken).Chunk(SinglesAtOnce))
            {
                foreach (var result in await Task.WhenAll(part.Select(key => KnownOrAskedAsync(key, found, one, cancellationToken))).ConfigureAwait(false))
                {
                    yield return result;
                }
            }

            chunk.RemoveRange(0, taken);
            limit = _bulkLimit ?? limit;
        }
    }

    /// <summary>Asks for as much of a chunk as the server takes at once.</summary>
    private async Task<(int Taken, Dictionary<TKey, DrsFound<TKey, T>> Found)> ChunkAsync<TKey, T>(
        List<TKey> chunk, Func<IReadOnlyList<TKey>, CancellationToken, Task<Dictionary<TKey, DrsFound<TKey, T>>>> many, CancellationToken cancellationToken)
        where TKey : notnull
        where T : class
    {
        for (var size = chunk.Count; !_hasNoBulk; size = (size + 1) / 2)
        {
            try
            {
                return (size, await many(chunk.GetRange(0, size), cancellationToken).ConfigureAwait(false));
            }
            catch (ApiException e) when (e.Error.Status == 413 && size > 1)
            {
                _bulkLimit = (size + 1) / 2;
            }
            catch (ApiException e) when (e.Error.Status is 400 or 401 or 403 or 404 or 405 or 501)
            {
                // 1.3 and older have no bulk requests; drs-filer takes one for a registration, and refuses it. One closed object closes all of
                // a bulk request to some.
                _hasNoBulk = e.Error.Status is 405 or 501;
                break;
            }
        }

        return (chunk.Count, []);
    }

    private static async Task<DrsFound<TKey, T>> KnownOrAskedAsync<TKey, T>(
        TKey key, Dictionary<TKey, DrsFound<TKey, T>> known, Func<TKey, CancellationToken, Task<T>> one, CancellationToken cancellationToken)
        where TKey : notnull
        where T : class
    {
        if (known.TryGetValue(key, out var found))
        {
            return found;
        }

        try
        {
            return new DrsFound<TKey, T> { Key = key, Value = await one(key, cancellationToken).ConfigureAwait(false) };
        }
        catch (ApiException e) when (e is NotFoundException or AccessDeniedException or InvalidRequestException)
        {
            return new DrsFound<TKey, T> { Key = key, ErrorCode = e.Error.Status };
        }
    }

    private async Task<int> BulkLimitAsync(CancellationToken cancellationToken)
    {
        if (_bulkLimit is null)
        {
            try
            {
                _bulkLimit = (await GetServiceInfoAsync(cancellationToken).ConfigureAwait(false)).BulkLimit is { } told and > 0 ? told : UnsaidLimit;
            }
            catch (ApiException e) when (e is NotFoundException or AccessDeniedException or InvalidRequestException || e.Error.Status >= 500)
            {
                _bulkLimit = UnsaidLimit;
            }
        }

        return _bulkLimit.Value;
    }

    private IReadOnlyList<string>? Given(IReadOnlyList<string>? passports) => (passports ?? _passports) is { Count: > 0 } given ? given : null;

    private static void Check(IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.Count == 0 || ids.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException($"{ids.Count} ids were given, and none may be empty. Name one object at least.", nameof(ids));
        }
    }
}
