using SageTasks.Testing.AzureBlob;

namespace SageTasks.Testing;

/// <summary>
/// Azure Blob Storage on loopback: containers and block blobs by its REST API, stateful, with blocks, conditions, ranges, copies and
/// signatures that are verified. Any client of the published API that can be given an endpoint can talk to it.
/// </summary>
/// <remarks>
/// As with Microsoft's own emulator the account stands in the path. What really happened stands in <see cref="Journal"/>:
/// <c>container.created</c>, <c>container.deleted</c>, <c>blob.created</c>, <c>blob.updated</c>, <c>blob.deleted</c>, <c>block.received</c>.
/// </remarks>
public sealed class LocalAzureBlob : IAsyncDisposable
{
    private readonly AzureServer _server;
    private readonly LoopbackHost _host;

    private LocalAzureBlob(AzureServer server, LoopbackHost host) => (_server, _host) = (server, host);

    /// <summary>Where the server listens, such as <c>http://127.0.0.1:8005/</c>.</summary>
    public Uri Url => _host.Url;

    /// <summary>The blob service's address, which names the account: <c>http://127.0.0.1:8005/localaccount</c>.</summary>
    public Uri Endpoint => new(_host.Url, AccountName);

    /// <summary>The account's name.</summary>
    public string AccountName => _server.Account.Name;

    /// <summary>The account's key, in Base64; it may do everything.</summary>
    public string AccountKey => _server.Account.Key;

    /// <summary>What Azure's own tools take in <c>AZURE_STORAGE_CONNECTION_STRING</c>.</summary>
    public string ConnectionString => $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};BlobEndpoint={Endpoint};";

    /// <summary>What really happened.</summary>
    public CommitJournal Journal => _server.State.Journal;

    /// <summary>The faults, which can be changed and switched off while it runs.</summary>
    public FaultInjector Faults => _server.Faults;

    /// <summary>Starts a server; disposing it stops it.</summary>
    /// <param name="options">What it should be like; null for the defaults: a free port, a temporary folder, no containers, no faults.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="IOException">The port is taken, or the state folder cannot be used: another process has it open, or it cannot be written.</exception>
    /// <exception cref="ArgumentException">The port is out of range, or the account's name is none.</exception>
    /// <exception cref="FormatException">The fault plan makes no sense.</exception>
    public static async Task<LocalAzureBlob> StartAsync(LocalAzureBlobOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LocalAzureBlobOptions();
        options.Check();
        options.CheckAccount();
        var server = AzureServer.Open(options);
        try
        {
            return new LocalAzureBlob(server, await LoopbackHost.StartAsync(server.Setup, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Makes a container; one that is there takes on what is said here.</summary>
    /// <param name="name">The container's name.</param>
    /// <param name="isPublic">Whether everyone may read and list it without a signature.</param>
    public void CreateContainer(string name, bool isPublic = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _server.World.PutContainer(name, isPublic);
    }

    /// <summary>Stops the server. Without a state folder, its files go with it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync().ConfigureAwait(false);
        _server.Dispose();
    }
}
