using System.Globalization;

namespace SageTasks.Testing;

/// <summary>
/// A GA4GH TES server on loopback: stateful, and as awkward as the real servers where it is told to behave like one. Any client of the
/// published API can talk to it.
/// </summary>
/// <remarks>Dispose it to stop it. With a state folder, another process goes on where this one ended or was killed.</remarks>
public sealed partial class LocalTes : IAsyncDisposable
{
    private readonly TesWorld _world;
    private readonly TaskRegistry _tasks;
    private readonly TaskDispatcher _dispatcher;
    private readonly TesGate _gate;
    private readonly FileMoves _moves;
    private readonly DateTimeOffset _since;
    private ICommandSandbox? _sandbox;
    private ProcessStarter? _starter;
    private LoopbackHost? _host;
    private int _disposed;

    private LocalTes(TesWorld world)
    {
        _world = world;
        _since = world.Clock.True;
        _tasks = new TaskRegistry(world);
        _dispatcher = new TaskDispatcher(world, _tasks);
        _moves = new FileMoves(world.Options.Transfer);
        _gate = new TesGate(world);
        Token = _gate.Add(new TesCaller(world.Options.UserName, world.Options.Tenant), world.Options.Token);
    }

    /// <summary>The server's address, <c>http://127.0.0.1:PORT</c>, without the path of the API.</summary>
    public Uri Url => _host!.Url;

    /// <summary>The API's address: <c>http://127.0.0.1:PORT/ga4gh/tes/v1</c>, or where the server that it behaves like has it.</summary>
    public Uri Endpoint => new(Url, _world.Dialect.BasePaths[0]);

    /// <summary>The access token of the user that the options name; asked for unless <see cref="LocalTesOptions.Access"/> is open.</summary>
    public string Token { get; }

    /// <summary>The faults, which can be changed and switched off while it runs. Their routes begin behind the API's path: <c>POST /tasks</c>.</summary>
    public FaultInjector Faults => _world.Faults;

    /// <summary>What really happened: <c>task.created</c>, <c>task.state</c>, <c>task.expired</c>.</summary>
    public CommitJournal Journal => _world.Store.Journal;

    /// <summary>The folder with its files.</summary>
    public string Folder => _world.Folder.Path;

    /// <summary>What commands run in, never <see cref="LocalTesSandbox.Any"/>; null where tasks are simulated.</summary>
    public LocalTesSandbox? Sandbox => _sandbox?.Kind;

    /// <summary>Starts a local TES server.</summary>
    /// <param name="options">What it can be told; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="IOException">The port is taken, or the state folder cannot be used: another process has it open, or it cannot be written.</exception>
    /// <exception cref="ArgumentException">The port is out of range, the token cannot be sent in a header, the personality is none, or there is no place for a task.</exception>
    /// <exception cref="PlatformNotSupportedException">The sandbox that the options ask for does not work here.</exception>
    /// <exception cref="FormatException">The fault plan makes no sense.</exception>
    public static async Task<LocalTes> StartAsync(LocalTesOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LocalTesOptions();
        options.Check();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Cpus, 1);
        var faults = new FaultInjector(options.FaultPlan);
        var tes = PlatformState.Open(options, "tes", (folder, store) =>
            new LocalTes(new TesWorld(options, folder, store, faults, new PlatformClock(options.TimeProvider, faults))));
        try
        {
            await tes.PrepareAsync(cancellationToken).ConfigureAwait(false);
            await tes.LoadAsync().ConfigureAwait(false);
            tes._host = await LoopbackHost.StartAsync(tes.Setup(), cancellationToken).ConfigureAwait(false);
            return tes;
        }
        catch
        {
            await tes.DisposeAsync().ConfigureAwait(false);
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

        if (_host is not null)
        {
            await _host.DisposeAsync().ConfigureAwait(false);
        }

        await _dispatcher.DisposeAsync().ConfigureAwait(false);
        _starter?.Dispose();
        _moves.Dispose();
        _world.Store.Dispose();
        _world.Folder.Dispose();
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (_world.Options.Simulation is null)
        {
            _sandbox = await SandboxChoice.FindAsync(_world.Options, cancellationToken).ConfigureAwait(false);
            _starter = new ProcessStarter();
            _dispatcher.Execution = new TaskExecution(_world, _tasks, _sandbox, _moves, new CommandRunner(_starter, _world.Clock));
        }
    }

    private HostSetup Setup() => new()
    {
        Options = _world.Options,
        Routes = Routes(),
        Faults = _world.Faults,
        Clock = _world.Clock,
        Journal = Journal,
        Gate = _gate.Check,
        Admits = _gate.Admits,
        Unrouted = request => _world.Dialect.Error(404, $"There is no {request.Method} {request.RawPath} here.", request.RawPath),
        Throttled = () => _world.Dialect.Error(429, "Too many requests.", ""),
        Failed = (status, message) => _world.Dialect.Error(status, message, ""),
        AllowedOrigins = _world.Options.AllowedOrigins,
        Prefixes = _world.Dialect.BasePaths,
        PrefixRequired = _world.Dialect.BasePathRequired,
    };

    private RouteTable Routes()
    {
        var routes = new RouteTable();
        new TesTaskRoutes(_world, _tasks, new TaskIntake(_world, _tasks), _dispatcher, _gate).Map(routes);
        routes.MapOpen(_world.Dialect.ServiceInfoRoute, ServiceInfo);
        routes.Map("PUT /_local/tasks/{id}/state", new LocalRoute((request, _) => ValueTask.FromResult(ChangeState(request)), IsControl: true));
        return routes;
    }

    private LocalAnswer ServiceInfo(LocalRequest request) => LocalAnswer.Json(json => _world.Dialect.WriteServiceInfo(json, new TesService
    {
        Description = $"A TES server on one machine: {_sandbox?.Description ?? "tasks are not executed"}.",
        Storage = [new Uri(Folder).AbsoluteUri],
        BackendParameters = _world.BackendParameters,
        Since = _world.Dialect.Time(_since),
    }));

    // For the tests of other processes: takes {"state":"COMPLETE"}.
    private LocalAnswer ChangeState(LocalRequest request)
    {
        if (request.ReadJson(TesJson.Default.TaskStateCommit)?.State is not { Length: > 0 } state || !_tasks.TryFind(request["id"], out _))
        {
            return LocalAnswer.Text("There is no such task, or no state in the body.", status: 404);
        }

        SetState(request["id"], state);
        return LocalAnswer.Empty(204);
    }

    private async Task LoadAsync()
    {
        foreach (var row in _world.Store.Loaded)
        {
            _tasks.Load(row.Kind == "task"
                ? StateJson.Read(row, TesJson.Default.TesTaskDocument)
                : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"The state folder holds '{row.Kind}', which this version does not know.")));
        }

        _world.Store.ForgetLoaded();
        foreach (var entry in _tasks.All)
        {
            await _dispatcher.RecoverAsync(entry).ConfigureAwait(false);
        }
    }
}
