using System.Security.Cryptography;

namespace SageTasks.Testing.Drs;

/// <summary>Puts the parts of the server together.</summary>
internal sealed class DrsServer : IDisposable
{
    private readonly LocalDrsOptions _options;
    private readonly LocalFolder _folder;
    private readonly PlatformClock _clock;

    private DrsServer(LocalDrsOptions options, LocalFolder folder, StateStore state)
    {
        (_options, _folder, State) = (options, folder, state);
        Faults = new FaultInjector(options.FaultPlan);
        Token = options.Token ?? "drs-local-" + RandomNumberGenerator.GetHexString(40, lowercase: true);
        _clock = new PlatformClock(options.TimeProvider, Faults);
        Signer = new UrlSigner(_clock, options.UrlLifetime);
        Restoring = new Restoring();
        World = new DrsWorld(options, state, _clock, folder.Sub("objects"));
        if (options.Objects is { } objects)
        {
            new FolderScan(World).Add(objects);
        }
    }

    public string Token { get; }

    public StateStore State { get; }

    public FaultInjector Faults { get; }

    public UrlSigner Signer { get; }

    public Restoring Restoring { get; }

    public DrsWorld World { get; }

    public static DrsServer Open(LocalDrsOptions options) =>
        PlatformState.Open(options, "drs", (folder, state) => new DrsServer(options, folder, state));

    /// <exception cref="IOException">The port is taken.</exception>
    public async Task<LoopbackHost> StartAsync(CancellationToken cancellationToken)
    {
        var port = new LastingPort { Asked = _options.Port, Kept = World.Port, Lasts = _options.StateFolder is not null, Option = nameof(LocalDrsOptions.Port) };
        var host = await port.StartAsync(SetupAt, cancellationToken).ConfigureAwait(false);
        if (port.Lasts && port.Kept != host.Url.Port)
        {
            World.Keep(host.Url.Port);
        }

        return host;
    }

    public void Dispose()
    {
        State.Dispose();
        _folder.Dispose();
    }

    private HostSetup SetupAt(int port)
    {
        var gate = new DrsGate(_options, Token);
        return new HostSetup
        {
            Options = _options with { Port = port },
            Routes = Routes(_options),
            Faults = Faults,
            Clock = _clock,
            Journal = State.Journal,
            Gate = gate.Check,
            Admits = gate.Admits,
            Unrouted = request => DrsErrors.Answer(404, $"There is no {request.Method} {request.RawPath}."),
            Throttled = DrsErrors.TooManyRequests,
            Failed = DrsErrors.Answer,
        };
    }

    private RouteTable Routes(LocalDrsOptions options)
    {
        var routes = new RouteTable();
        var passports = new Passports(options);
        var access = new AccessAnswers(options, World, Signer, Restoring, passports);
        var writer = new ObjectWriter(options.Personality, World, access);
        new ServiceRoutes(options, World).Map(routes);
        new BytesRoutes(World, Signer).Map(routes);
        new BulkRoutes(options, World, writer, access, Restoring, passports).Map(routes);
        new ObjectRoutes(options, World, writer, access, Restoring, passports).Map(routes);
        if (options.AllowsRegistration)
        {
            MapRegistration(routes, options, writer);
        }

        return routes;
    }

    private void MapRegistration(RouteTable routes, LocalDrsOptions options, ObjectWriter writer)
    {
        var candidates = new Candidates(World);
        new IndexdRoutes(World).Map(routes);
        new BundleRoutes(World).Map(routes);
        new StarterKitRoutes(World).Map(routes);
        if (options.Personality.PostRegisters)
        {
            new FilerRoutes(World, candidates).Map(routes);
        }
        else
        {
            new ProposalRoutes(options, World, candidates, writer).Map(routes);
        }
    }
}
