using SageTasks.Testing.Gcs;

namespace SageTasks.Testing;

/// <summary>
/// Google Cloud Storage on loopback: buckets and objects by its JSON API, stateful, with generations, preconditions, resumable uploads,
/// compose and rewrite. Any client of the published API that can be given an endpoint can talk to it.
/// </summary>
/// <remarks>
/// The tools of Google's ecosystem take its address from <c>STORAGE_EMULATOR_HOST</c>. What really happened stands in
/// <see cref="Journal"/>: <c>bucket.created</c>, <c>bucket.deleted</c>, <c>object.created</c>, <c>object.updated</c>, <c>object.deleted</c>,
/// <c>upload.started</c>, <c>upload.received</c>, <c>upload.canceled</c>.
/// </remarks>
public sealed class LocalGcs : IAsyncDisposable
{
    private readonly GcsServer _server;
    private readonly LoopbackHost _host;

    private LocalGcs(GcsServer server, LoopbackHost host) => (_server, _host) = (server, host);

    /// <summary>Where the server listens, such as <c>http://127.0.0.1:8003/</c>.</summary>
    public Uri Url => _host.Url;

    /// <summary>A token that allows everything.</summary>
    public string Token => _server.Tokens.Owner;

    /// <summary>What really happened.</summary>
    public CommitJournal Journal => _server.State.Journal;

    /// <summary>The faults, which can be changed and switched off while it runs.</summary>
    public FaultInjector Faults => _server.Faults;

    /// <summary>Starts a server; disposing it stops it.</summary>
    /// <param name="options">What it should be like; null for the defaults: a free port, a temporary folder, no buckets, no faults.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="IOException">The port is taken, or the state folder cannot be used: another process has it open, or it cannot be written.</exception>
    /// <exception cref="ArgumentException">The port is out of range, or the token cannot be sent in a header.</exception>
    /// <exception cref="FormatException">The fault plan makes no sense.</exception>
    public static async Task<LocalGcs> StartAsync(LocalGcsOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LocalGcsOptions();
        options.Check();
        var server = GcsServer.Open(options);
        try
        {
            return new LocalGcs(server, await LoopbackHost.StartAsync(server.Setup, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Makes a bucket; one that is there takes on what is said here.</summary>
    /// <param name="name">The bucket's name.</param>
    /// <param name="isPublic">Whether everyone may read and list it without a token.</param>
    /// <param name="requesterPays">Whether requests have to name the project that pays for them (<c>userProject</c>).</param>
    public void CreateBucket(string name, bool isPublic = false, bool requesterPays = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _server.World.PutBucket(name, isPublic, requesterPays);
    }

    /// <summary>Makes another token.</summary>
    /// <param name="access">What it allows.</param>
    public string AddToken(GcsAccess access = GcsAccess.ReadWrite) => _server.Tokens.Add(access);

    /// <summary>Makes a token one that has expired: requests with it are a 401.</summary>
    /// <param name="token">The token.</param>
    public void RevokeToken(string token) => _server.Tokens.Revoke(token);

    /// <summary>Forgets all resumable sessions, as the service does after a week: requests to them are a 410.</summary>
    public void ExpireUploads() => _server.World.ExpireUploads();

    /// <summary>Stops the server. Without a state folder, its files go with it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync().ConfigureAwait(false);
        _server.Dispose();
    }
}
