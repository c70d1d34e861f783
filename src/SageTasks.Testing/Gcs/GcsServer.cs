namespace SageTasks.Testing.Gcs;

/// <summary>Puts the parts of the server together.</summary>
internal sealed class GcsServer : IDisposable
{
    private readonly LocalFolder _folder;

    private GcsServer(LocalGcsOptions options, LocalFolder folder, StateStore state)
    {
        (_folder, State) = (folder, state);
        Faults = new FaultInjector(options.FaultPlan);
        Tokens = new GcsTokens(options.Token);
        var clock = new PlatformClock(options.TimeProvider, Faults);
        var files = new GcsFiles(folder);
        World = new GcsWorld(options, state, clock, files);
        foreach (var bucket in options.Buckets)
        {
            World.PutBucket(bucket, isPublic: false, requesterPays: false);
        }

        var gate = new GcsGate(World, Tokens, options.AnonymousAccess);
        Setup = new HostSetup
        {
            Options = options,
            Routes = Routes(options, files),
            Faults = Faults,
            Clock = clock,
            Journal = state.Journal,
            Gate = gate.Check,
            Admits = gate.Admits,
            Unrouted = _ => LocalAnswer.Text("Not Found", status: 404),
            Throttled = GcsErrors.TooManyRequests,
            Failed = GcsErrors.Failed,
        };
    }

    public StateStore State { get; }

    public FaultInjector Faults { get; }

    public GcsTokens Tokens { get; }

    public GcsWorld World { get; }

    public HostSetup Setup { get; }

    public static GcsServer Open(LocalGcsOptions options) =>
        PlatformState.Open(options, "gcs", (folder, state) => new GcsServer(options, folder, state));

    public void Dispose()
    {
        State.Dispose();
        _folder.Dispose();
    }

    private RouteTable Routes(LocalGcsOptions options, GcsFiles files)
    {
        var routes = new RouteTable();
        new BucketRoutes(World, options.Project).Map(routes);
        new ObjectRoutes(World, files).Map(routes);
        new InsertRoutes(World, files, new ResumableUploads(World, files)).Map(routes);
        new CopyRoutes(World, files, options.RewriteStep).Map(routes);
        return routes;
    }
}
