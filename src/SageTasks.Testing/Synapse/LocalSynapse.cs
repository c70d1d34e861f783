using SageTasks.Testing.Synapse;

namespace SageTasks.Testing;

/// <summary>
/// A Synapse server on loopback: the repository, authentication and file services and the object store behind them, on one port. Written
/// from the published API, so that any client of Synapse can be pointed at it.
/// </summary>
/// <remarks>
/// Clients set three endpoints: <see cref="RepoEndpoint"/>, <see cref="AuthEndpoint"/> and <see cref="FileEndpoint"/>. What really happened
/// stands in <see cref="Journal"/>: <c>entity.created</c>, <c>entity.versioned</c>, <c>entity.updated</c>, <c>entity.deleted</c>,
/// <c>annotations.updated</c>, <c>activity.created</c>, <c>upload.started</c>, <c>part.received</c>, <c>part.added</c>,
/// <c>upload.completed</c>, <c>fileHandle.created</c> and more.
/// </remarks>
public sealed partial class LocalSynapse : IAsyncDisposable
{
    private readonly SynapseServer _server;
    private readonly LoopbackHost _host;
    private readonly string _owner;

    private LocalSynapse(SynapseServer server, LoopbackHost host, string owner, string token)
    {
        (_server, _host, _owner) = (server, host, owner);
        Token = token;
    }

    /// <summary>Where the server listens, such as <c>http://127.0.0.1:8001/</c>.</summary>
    public Uri Url => _host.Url;

    /// <summary>The repository service: <c>/repo/v1</c>.</summary>
    public Uri RepoEndpoint => new(Url, "/repo/v1");

    /// <summary>The authentication service: <c>/auth/v1</c>.</summary>
    public Uri AuthEndpoint => new(Url, "/auth/v1");

    /// <summary>The file service: <c>/file/v1</c>.</summary>
    public Uri FileEndpoint => new(Url, "/file/v1");

    /// <summary>The access token of the user named in the options; a random one stays the same in a state folder.</summary>
    public string Token { get; }

    /// <summary>What really happened.</summary>
    public CommitJournal Journal => _server.State.Journal;

    /// <summary>The faults, which can be changed or switched off while the server runs.</summary>
    public FaultInjector Faults => _server.Faults;

    /// <summary>Starts a server; disposing it stops it.</summary>
    /// <param name="options">What it should be like; null for the defaults: a free port, state in memory, no faults.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="IOException">The port is taken, or the state folder cannot be used: another process has it open, or it cannot be written.</exception>
    /// <exception cref="ArgumentException">The port is out of range, or the token cannot be sent in a header.</exception>
    public static async Task<LocalSynapse> StartAsync(LocalSynapseOptions? options = null, CancellationToken cancellationToken = default)
    {
        var chosen = options ?? new LocalSynapseOptions();
        chosen.Check();
        var server = SynapseServer.Open(chosen);
        try
        {
            var token = server.AdmitOwner(chosen);
            var host = await LoopbackHost.StartAsync(server.Setup, cancellationToken).ConfigureAwait(false);
            return new LocalSynapse(server, host, chosen.UserName, token);
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Adds a user, or another token for a user of that name.</summary>
    /// <param name="userName">The user's name.</param>
    /// <param name="token">The token that stands for the user; null makes a random one.</param>
    /// <param name="scopes">What the token allows: <c>view</c>, <c>download</c>, <c>modify</c>, <c>authorize</c>; null for all.</param>
    /// <returns>The token.</returns>
    /// <exception cref="InvalidOperationException">The token belongs to another user.</exception>
    public string AddUser(string userName, string? token = null, IReadOnlyList<string>? scopes = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(userName);
        return _server.Admit(userName, token, scopes);
    }

    /// <summary>Stops the server. Without a state folder, its files go with it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
    }
}
