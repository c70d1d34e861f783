using SageTasks.Testing.Wes;

namespace SageTasks.Testing;

/// <summary>
/// A GA4GH Workflow Execution Service on loopback, version 1.1: stateful, and it really runs workflows. Any client of the published API can
/// talk to it, in any language.
/// </summary>
/// <remarks>
/// It runs shell scripts (workflow type <c>SHELL</c>, version <c>1.0</c>) always, CWL where <c>cwltool</c> is installed and Snakemake (<c>SMK</c>)
/// where <c>snakemake</c> is, as plain processes of this machine: nothing is isolated. What really happened stands in <see cref="Journal"/>:
/// <c>run.created</c>, <c>run.state</c>, <c>run.deleted</c>. With a state folder another process goes on where this one ended; a run that was under
/// way then is a <see cref="LocalWesState.SystemError"/>. Dispose it to stop it.
/// </remarks>
public sealed class LocalWes : IAsyncDisposable
{
    private readonly WesServer _server;
    private readonly LoopbackHost _host;
    private int _disposed;

    private LocalWes(WesServer server, LoopbackHost host) => (_server, _host) = (server, host);

    /// <summary>The server's address, <c>http://127.0.0.1:PORT</c>.</summary>
    public Uri Url => _host.Url;

    /// <summary>The API's base address: <c>http://127.0.0.1:PORT/ga4gh/wes/v1</c>, on sapporo <c>http://127.0.0.1:PORT</c>.</summary>
    public Uri Endpoint => new(Url, _server.World.Traits.BasePath.Length == 0 ? "/" : _server.World.Traits.BasePath);

    /// <summary>The token that clients must send where the options ask for one.</summary>
    public string Token => _server.Token;

    /// <summary>The faults, which can be changed and switched off while it runs; their routes are paths of the API, such as <c>POST /runs</c>.</summary>
    public FaultInjector Faults => _server.World.Faults;

    /// <summary>What really happened: <c>run.created</c>, <c>run.state</c>, <c>run.deleted</c>.</summary>
    public CommitJournal Journal => _server.World.Store.Journal;

    /// <summary>The folder with its files: what came with runs, what they left, and their logs.</summary>
    public string Folder => _server.World.Folder.Path;

    /// <summary>The workflow types that it runs, such as <c>SHELL</c> and <c>CWL</c>.</summary>
    public IReadOnlyList<string> WorkflowTypes => [.. _server.Languages.Select(language => language.Type)];

    /// <summary>All runs that the server has, oldest first.</summary>
    public IReadOnlyList<LocalWesRun> Runs => _server.Scenes.Runs;

    /// <summary>Starts a local WES.</summary>
    /// <param name="options">What it can be told; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="IOException">The port is taken, or the state folder cannot be used: another process has it open, or it cannot be written.</exception>
    /// <exception cref="ArgumentException">The port is out of range, or the token cannot be sent in a header.</exception>
    /// <exception cref="FormatException">The fault plan makes no sense.</exception>
    public static async Task<LocalWes> StartAsync(LocalWesOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LocalWesOptions();
        options.Check();
        var engines = options.IsScripted ? [new ShellEngine()] : InstalledEngines.Find();
        var server = WesServer.Open(options, engines);
        try
        {
            await server.LoadAsync().ConfigureAwait(false);
            return new LocalWes(server, await LoopbackHost.StartAsync(server.Setup(), cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Puts a run there as if it had been there before; nothing is executed, and the journal has no word of it.</summary>
    /// <param name="run">The run.</param>
    /// <returns>Its id.</returns>
    public string AddPastRun(PastWesRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return _server.Scenes.AddPastRun(run);
    }

    /// <summary>Takes a run to another state, and ends its execution unless that state is an active one.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="state">The state, one of <see cref="LocalWesState"/>; anything else plays a server of the future.</param>
    /// <exception cref="ArgumentException">There is no such run.</exception>
    public void SetState(string runId, string state)
    {
        ArgumentException.ThrowIfNullOrEmpty(runId);
        ArgumentException.ThrowIfNullOrEmpty(state);
        _server.Scenes.SetState(runId, state);
    }

    /// <summary>Starts a run once more as a person does who copies its request, tags included, and changes its parameters by hand. The new one is
    /// <see cref="LocalWesState.Running"/> and not executed.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="parameters">The other parameters, a JSON object; null keeps those of the run.</param>
    /// <returns>The id of the new run.</returns>
    /// <exception cref="ArgumentException">There is no such run.</exception>
    public string CloneRun(string runId, string? parameters = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(runId);
        return _server.Scenes.CloneRun(runId, parameters);
    }

    /// <summary>Lets a run vanish, as servers do that clear away old ones.</summary>
    /// <param name="runId">The run.</param>
    /// <exception cref="ArgumentException">There is no such run.</exception>
    public void DeleteRun(string runId)
    {
        ArgumentException.ThrowIfNullOrEmpty(runId);
        _server.Scenes.DeleteRun(runId);
    }

    /// <summary>Stops serving, and kills what it executes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        await _host.DisposeAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
    }
}
