using System.Security.Cryptography;

namespace SageTasks.Testing.Drs;

/// <summary>Puts the parts of the server together.</summary>
internal sealed class DrsServer : IDisposable
{
    private readonly LocalFolder _folder;

    private DrsServer(LocalDrsOptions options, LocalFolder folder, StateStore state)
    {
        (_folder, State) = (folder, state);
        Faults = new FaultInjector(options.FaultPlan);
        Token = options.Token ?? "drs-local-" + RandomNumberGenerator.GetHexString(40, lowercase: true);
        var clock = new PlatformClock(options.TimeProvider, Faults);
        Signer = new UrlSigner(clock, options.UrlLifetime);
        Restoring = new Restoring();
        World = new DrsWorld(options, state, clock, folder.Sub("objects"));
        if (options.Objects is { } objects)
        {
            new FolderScan(World).Add(objects);
        }

        var gate = new DrsGate(options, Token);
        Setup = new HostSetup
        {
            Options = options,
            Routes = Routes(options),
            Faults = Faults,
            Clock = clock,
            Journal = state.Journal,
            Gate = gate.Check,
            Admits = gate.Admits,
            Unrouted = request => DrsErrors.Answer(404, $"There is no {request.Method} {request.RawPath}."),
            Throttled = DrsErrors.TooManyRequests,
            Failed = DrsErrors.Answer,
        };
    }

    public string Token { get; }

    public StateStore State { get; }

    public FaultInjector Faults { get; }

    public UrlSigner Signer { get; }

    public Restoring Restoring { get; }

    public DrsWorld World { get; }

    public HostSetup Setup { get; }

    public static DrsServer Open(LocalDrsOptions options) =>
        PlatformState.Open(options, "drs", (folder, state) => new DrsServer(options, folder, state));

    public void Dispose()
    {
        State.Dispose();
        _folder.Dispose();
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
