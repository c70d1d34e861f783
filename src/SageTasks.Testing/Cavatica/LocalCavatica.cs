using SageTasks.Testing.Cavatica;

namespace SageTasks.Testing;

/// <summary>
/// CAVATICA's API, which is that of the Seven Bridges platforms, on loopback: stateful, with its own rules and oddities. Any client of the
/// published API can talk to it, in any language.
/// </summary>
/// <remarks>
/// What really happened stands in <see cref="Journal"/>. With a state folder another process goes on where this one ended or was killed. Dispose
/// it to stop it.
/// </remarks>
public sealed partial class LocalCavatica : IAsyncDisposable
{
    private readonly CavaticaServer _server;
    private LoopbackHost? _host;
    private LoopbackHost? _storage;
    private LoopbackHost? _ga4gh;
    private int _disposed;

    private LocalCavatica(CavaticaServer server) => _server = server;

    /// <summary>The server's address, <c>http://127.0.0.1:PORT</c>, without the path of the API.</summary>
    public Uri Url => _host!.Url;

    /// <summary>The API's address: <c>http://127.0.0.1:PORT/v2</c>.</summary>
    public Uri Endpoint => new(Url, "/v2");

    /// <summary>The address of the GA4GH services: DRS at <c>/ga4gh/drs/v1</c> and WES at <c>/ga4gh/wes/v1</c>. The DRS address of a file is
    /// <c>drs://HOST:PORT/FILE</c> with this host and port.</summary>
    public Uri Ga4ghUrl => _ga4gh!.Url;

    /// <summary>The address of the object store that signed addresses lead to.</summary>
    public Uri StorageUrl => _storage!.Url;

    /// <summary>The token of the options' user.</summary>
    public string Token { get; private set; } = "";

    /// <summary>The name of the user whose token <see cref="Token"/> is.</summary>
    public string UserName => _server.World.Options.UserName;

    /// <summary>The id of the billing group that the user has from the start.</summary>
    public string BillingGroup { get; private set; } = "";

    /// <summary>The faults, which can be changed and switched off while it runs. Their routes begin behind the API's path: <c>POST /tasks</c>.</summary>
    public FaultInjector Faults => _server.World.Faults;

    /// <summary>What really happened: <c>project.created</c>, <c>app.revision</c>, <c>file.created</c>, <c>task.created</c>, <c>task.started</c>,
    /// <c>task.status</c>, <c>task.deleted</c> and others.</summary>
    public CommitJournal Journal => _server.World.Store.Journal;

    /// <summary>The folder with its files.</summary>
    public string Folder => _server.World.Folder.Path;

    /// <summary>Starts a local Cavatica.</summary>
    /// <param name="options">What it can be told; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="IOException">The port is taken, or the state folder cannot be used: another process has it open, or it cannot be written.</exception>
    /// <exception cref="ArgumentException">The port is out of range, or the token cannot be sent in a header.</exception>
    /// <exception cref="FormatException">The fault plan makes no sense.</exception>
    public static async Task<LocalCavatica> StartAsync(LocalCavaticaOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LocalCavaticaOptions();
        options.Check();
        var faults = new FaultInjector(options.FaultPlan);
        var cavatica = PlatformState.Open(options, "cavatica", (folder, store) =>
            new LocalCavatica(new CavaticaServer(new CavaticaWorld(options, folder, store, faults, new PlatformClock(options.TimeProvider, faults)))));
        try
        {
            cavatica.Open(options);
            cavatica._storage = await LoopbackHost.StartAsync(cavatica._server.StorageSetup(), cancellationToken).ConfigureAwait(false);
            cavatica._server.Addresses.Store = cavatica._storage.Url;
            cavatica._ga4gh = await cavatica._server.Ga4ghPort.StartAsync(cavatica._server.Ga4ghSetup, cancellationToken).ConfigureAwait(false);
            cavatica._server.DrsSources.Own = cavatica._ga4gh.Url;
            cavatica._host = await LoopbackHost.StartAsync(cavatica._server.Setup(), cancellationToken).ConfigureAwait(false);
            cavatica._server.Resume();
            return cavatica;
        }
        catch
        {
            await cavatica.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops serving and executing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        foreach (var host in new[] { _host, _ga4gh, _storage }.OfType<LoopbackHost>())
        {
            await host.DisposeAsync().ConfigureAwait(false);
        }

        await _server.DisposeAsync().ConfigureAwait(false);
        _server.World.Store.Dispose();
        _server.World.Folder.Dispose();
    }

    private void Open(LocalCavaticaOptions options)
    {
        _server.Load();
        Token = _server.Users.Admit(options.UserName, options.Token).Token;
        BillingGroup = (_server.Groups.Table.All.FirstOrDefault(group => group.Owner == options.UserName) ?? _server.Groups.Add(options.UserName, $"{options.UserName}-billing")).Id;
    }
}
