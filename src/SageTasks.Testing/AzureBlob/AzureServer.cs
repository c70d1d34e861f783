namespace SageTasks.Testing.AzureBlob;

/// <summary>Puts the parts of the server together.</summary>
internal sealed class AzureServer : IDisposable
{
    private readonly LocalFolder _folder;

    private AzureServer(LocalAzureBlobOptions options, LocalFolder folder, StateStore state)
    {
        (_folder, State) = (folder, state);
        Faults = new FaultInjector(options.FaultPlan);
        Account = new Account(options);
        var clock = new PlatformClock(options.TimeProvider, Faults);
        var files = new ByteFiles(folder);
        World = new AzureWorld(state, clock, files);
        foreach (var container in options.Containers)
        {
            World.PutContainer(container, isPublic: false);
        }

        var routes = new RouteTable();
        new AzureDispatch(Account, Operations(files, clock), new AccessCheck(Account, World, clock), clock).Map(routes);
        Setup = new HostSetup
        {
            Options = options,
            Routes = routes,
            Faults = Faults,
            Clock = clock,
            Journal = state.Journal,
            Gate = _ => null,
            Admits = request => BearerToken.Is(request, Account.Key),
            Unrouted = _ => AzureError.InvalidUri.ToAnswer(Guid.NewGuid(), clock.Shown),
            Throttled = () => AzureError.ServerBusy.ToAnswer(Guid.NewGuid(), clock.Shown),
            Failed = (status, message) => new AzureError(status, "InternalError", message).ToAnswer(Guid.NewGuid(), clock.Shown),
        };
    }

    public StateStore State { get; }

    public FaultInjector Faults { get; }

    public Account Account { get; }

    public AzureWorld World { get; }

    public HostSetup Setup { get; }

    public static AzureServer Open(LocalAzureBlobOptions options) =>
        PlatformState.Open(options, "azure", (folder, state) => new AzureServer(options, folder, state));

    public void Dispose()
    {
        State.Dispose();
        _folder.Dispose();
    }

    private AzureOperations Operations(ByteFiles files, PlatformClock clock)
    {
        var bodies = new BodyReceiver(files);
        var sources = new CopySource(Account, World, clock);
        var operations = new AzureOperations();
        new ContainerOperations(World, Account).Map(operations);
        new ListOperations(World).Map(operations);
        new ReadOperations(World).Map(operations);
        new WriteOperations(World, bodies).Map(operations);
        new CopyOperations(World, bodies, sources).Map(operations);
        new ChangeOperations(World).Map(operations);
        new BlockOperations(World, bodies, sources).Map(operations);
        new BlockListOperations(World).Map(operations);
        return operations;
    }
}
