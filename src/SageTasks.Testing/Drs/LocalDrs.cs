using SageTasks.Testing.Drs;

namespace SageTasks.Testing;

/// <summary>
/// A GA4GH Data Repository Service (DRS 1.5) on loopback: objects and bundles with access ids and signed URLs that expire, bulk requests,
/// passports, and the ways in which real servers take in new objects. Any client of the published API can talk to it.
/// </summary>
/// <remarks>
/// The API lies below <c>/ga4gh/drs/v1</c>; indexd's own lies below <c>/index</c> and <c>/bundle</c>, the starter kit's administration below
/// <c>/admin/ga4gh/drs/v1</c>. What really happened stands in <see cref="Journal"/>: <c>object.registered</c>, <c>object.updated</c>,
/// <c>object.deleted</c>.
/// </remarks>
public sealed class LocalDrs : IAsyncDisposable
{
    private readonly DrsServer _server;
    private readonly LoopbackHost _host;

    private LocalDrs(DrsServer server, LoopbackHost host) => (_server, _host) = (server, host);

    /// <summary>Where the server listens, such as <c>http://127.0.0.1:8008/</c>.</summary>
    public Uri Url => _host.Url;

    /// <summary>The host and port that stand in the URIs of its objects: <c>drs://AUTHORITY/ID</c>. With a state folder they are those of its earlier life,
    /// unless another port is asked for.</summary>
    public string Authority => _host.Url.Authority;

    /// <summary>The token that opens everything, as <c>Authorization: Bearer</c> or the password of <c>Basic</c>. It is asked for only where
    /// <see cref="LocalDrsOptions.RequiresToken"/> says so.</summary>
    public string Token => _server.Token;

    /// <summary>Where objects that are added with their bytes are kept.</summary>
    public string Folder => _server.World.Folder;

    /// <summary>What really happened.</summary>
    public CommitJournal Journal => _server.State.Journal;

    /// <summary>The faults, which can be changed and switched off while it runs.</summary>
    public FaultInjector Faults => _server.Faults;

    /// <summary>Starts a server; disposing it stops it.</summary>
    /// <param name="options">What it should be like; null for the defaults: a free port, a temporary folder, no objects, no faults.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="IOException">The port is taken, the state folder cannot be used, or the folder of objects cannot be read: a link in it may lead
    /// out of it.</exception>
    /// <exception cref="ArgumentException">An option makes no sense; the message says which.</exception>
    /// <exception cref="FormatException">The fault plan makes no sense.</exception>
    public static async Task<LocalDrs> StartAsync(LocalDrsOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LocalDrsOptions();
        options.CheckAll();
        var server = DrsServer.Open(options);
        try
        {
            return new LocalDrs(server, await server.StartAsync(cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Adds an object or a bundle, in place of one with the same id; answers its id.</summary>
    /// <param name="item">The object. It names a file on this machine, contents, or addresses elsewhere.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public string Add(LocalDrsObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return _server.World.Add(item);
    }

    /// <summary>Adds an object with these bytes, in place of one with the same id; answers its id.</summary>
    /// <param name="item">The object, without a file.</param>
    /// <param name="bytes">Its bytes, which are kept below <see cref="Folder"/>.</param>
    public string Add(LocalDrsObject item, ReadOnlyMemory<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(item);
        return _server.World.Add(item, bytes);
    }

    /// <summary>Adds every file below a folder as an object and every folder in it as a bundle; answers the bundle's id. The same files get the
    /// same ids again.</summary>
    /// <param name="folder">The folder, which stays where it is.</param>
    /// <exception cref="IOException">The folder cannot be read, or a link in it leads in circles, or out of it into none of
    /// <see cref="LocalDrsOptions.FileFolders"/>.</exception>
    public string AddFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return new FolderScan(_server.World).Add(folder);
    }

    /// <summary>Removes an object; one that is not there is fine.</summary>
    /// <param name="id">Its id.</param>
    public void Remove(string id) => _server.World.Remove(id);

    /// <summary>Lets requests for a URL of an object be answered 202 with <c>Retry-After</c>, as while an archive restores it.</summary>
    /// <param name="id">The object's id.</param>
    /// <param name="answers">How many requests, before it is there.</param>
    /// <param name="isHidden">Whether requests for the object itself are answered so too.</param>
    public void Restore(string id, int answers = 1, bool isHidden = false) => _server.Restoring.Begin(id, answers, isHidden);

    /// <summary>Lets all signed URLs and headers that were given out so far expire.</summary>
    public void ExpireUrls() => _server.Signer.ExpireAll();

    /// <summary>Stops the server. Without a state folder, its files go with it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync().ConfigureAwait(false);
        _server.Dispose();
    }
}
