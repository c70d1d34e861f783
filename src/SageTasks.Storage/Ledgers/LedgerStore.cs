using System.Runtime.CompilerServices;
using System.Text.Json;
using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.Storage;

/// <summary>The objects of a ledger below its prefix. Each is created once, and whoever creates the next number has the word.</summary>
internal sealed class LedgerStore(IObjectStore store, Location prefix)
{
    private const string ContentType = "application/json";
    private const int LooksAtFolder = 3;

    private readonly string _root = prefix.Address.TrimEnd('/') + "/";

    public IObjectStore Store => store;

    public Location Place(string name) => Location.Parse(_root + name);

    /// <summary>The objects of one piece of work, in the order of their numbers.</summary>
    public async Task<List<LedgerObject>> ListAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        var found = new List<LedgerObject>();

        // A folder is listed name by name, and a file that is replaced by the next one meanwhile can be missed.
        for (var looks = prefix.IsLocal ? LooksAtFolder : 1; found.Count == 0 && looks > 0; looks--)
        {
            await foreach (var info in ListAsync(LedgerObject.FolderOf(key), cancellationToken).ConfigureAwait(false))
            {
                if (LedgerObject.Of(info) is { } one)
                {
                    found.Add(one);
                }
            }
        }

        found.Sort(static (a, b) => a.Number.CompareTo(b.Number));
        return found;
    }

    /// <summary>Everything below a name, the ledger's own objects or not.</summary>
    public async IAsyncEnumerable<ObjectInfo> ListAsync(string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var list = store.ListAsync(Place(name), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (list.ConfigureAwait(false))
        {
            while (await AskAsync(() => list.MoveNextAsync().AsTask()).ConfigureAwait(false))
            {
                yield return list.Current;
            }
        }
    }

    /// <summary>What an object says; null where it is gone, as a later one says more.</summary>
    /// <exception cref="LedgerException">A person or another program wrote something else.</exception>
    public async Task<LedgerRecord?> ReadAsync(Location location, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await AskAsync(() => BytesAsync(location, cancellationToken)).ConfigureAwait(false);
            return JsonSerializer.Deserialize(bytes, StorageJson.Default.LedgerRecord);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or SourceChangedException or LedgerException { InnerException: NotFoundException })
        {
            return null;
        }
        catch (JsonException failure)
        {
            throw new LedgerException($"The ledger's object {location} cannot be read. Look at the platform for the run of its work, then delete the object.", innerException: failure);
        }
    }

    /// <summary>Creates an object; false where there is one of that name, which another call wrote.</summary>
    public async Task<bool> TryCreateAsync(Location location, LedgerRecord record, CancellationToken cancellationToken)
    {
        var content = ObjectContent.Of(JsonSerializer.SerializeToUtf8Bytes(record, StorageJson.Default.LedgerRecord));
        var options = new PutOptions { Mode = PutMode.CreateNew, ContentType = ContentType };
        try
        {
            await AskAsync(() => store.PutAsync(location, content, options, cancellationToken)).ConfigureAwait(false);
            return true;
        }
        catch (DestinationExistsException)
        {
            return false;
        }
    }

    public Task<ObjectInfo?> StatAsync(Location location, CancellationToken cancellationToken) => AskAsync(() => store.StatAsync(location, cancellationToken));

    public async Task DeleteAsync(IEnumerable<Location> locations, CancellationToken cancellationToken)
    {
        foreach (var location in locations)
        {
            await AskAsync(async () =>
            {
                await store.DeleteAsync(location, cancellationToken).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
        }
    }

    public static LedgerException WithoutTimes(Location location) =>
        new($"The store cannot keep a ledger: it does not say when {location} was written, and leases are counted by its clock.");

    // A refusal of the store is none of the platform's, for which the guard takes an ApiException.
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (ApiException e)
        {
            throw new LedgerException($"The ledger cannot be used. {e.Message}", e.Error.CanRetry, e);
        }
    }

    private async Task<byte[]> BytesAsync(Location location, CancellationToken cancellationToken)
    {
        var body = await store.OpenAsync(location, ByteRange.All, pin: null, cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            using var memory = new MemoryStream();
            await body.Stream.CopyToAsync(memory, cancellationToken).ConfigureAwait(false);
            return memory.ToArray();
        }
    }
}
