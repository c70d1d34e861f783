namespace SageTasks.Testing.Synapse;

/// <summary>Puts the parts of the server together.</summary>
internal sealed class SynapseServer : IDisposable
{
    private readonly SynapseStore _store;
    private readonly LocalFolder _folder;
    private readonly UserDirectory _users;

    private SynapseServer(LocalSynapseOptions options, LocalFolder folder, StateStore state)
    {
        (_folder, State) = (folder, state);
        Faults = new FaultInjector(options.FaultPlan);
        var clock = new PlatformClock(options.TimeProvider, Faults);
        _store = new SynapseStore(state, clock);
        _users = new UserDirectory(_store);
        var routes = new RouteTable();
        var api = new Api(routes, _store, new Throttle(options.Throttle, options.TimeProvider));
        var blobs = new Blobs(_store, folder);
        Compose(api, routes, blobs, options);
        _store.Load();
        _store.Run(_store.Seed);
        blobs.Sweep();
        Setup = new HostSetup
        {
            Options = options,
            Routes = routes,
            Faults = Faults,
            Clock = clock,
            Journal = state.Journal,
            Gate = new Gate(_store, _users).Check,
            Unrouted = Unrouted,
            Throttled = () => Throttle.TooFast("Requests are too frequent. Allowed 600 requests every 60 seconds."),
            Failed = (status, reason) => Api.Refusal(new SynapseError(status, reason)),
        };
    }

    public StateStore State { get; }

    public FaultInjector Faults { get; }

    public HostSetup Setup { get; }

    public static SynapseServer Open(LocalSynapseOptions options)
    {
        var folder = LocalFolder.Open(options.StateFolder, "synapse");
        StateStore? state = null;
        try
        {
            state = StateStore.Open(options.StateFolder is null ? null : folder.Path, options.TimeProvider);
            return new SynapseServer(options, folder, state);
        }
        catch
        {
            state?.Dispose();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Makes a user known, and a token stand for it.</summary>
    public string Admit(string userName, string? token, IReadOnlyList<string>? scopes = null) =>
        _store.Run(() => _users.Admit(_users.GetOrAdd(userName), token, scopes ?? UserDirectory.AllScopes));

    public void Dispose()
    {
        State.Dispose();
        _folder.Dispose();
    }

    private void Compose(Api api, RouteTable routes, Blobs blobs, LocalSynapseOptions options)
    {
        var tree = new NodeTree(_store);
        var access = new Access(_store, tree);
        var lists = new AccessLists(_store, tree, access);
        var activities = new Activities(_store, tree, access);
        var content = new EntityContent(_store);
        var catalog = new EntityCatalog(_store, tree, access, lists, activities, content, options.MaxChildren);
        var listing = new EntityListing(_store, tree, access, content);
        var columns = new Columns(_store);
        PlatformEndpoints.Map(api);
        UserEndpoints.Map(api, _users);
        EntityEndpoints.Map(api, catalog, new EntityBundles(_store, tree, access, catalog, listing, content, columns), new TrashCan(_store, tree, access));
        EntityListEndpoints.Map(api, listing, tree, access);
        EntityListEndpoints.MapAccessLists(api, lists);
        ActivityEndpoints.Map(api, activities, catalog);
        ComposeFiles(api, routes, blobs, options, tree, access, content);
    }

    private void ComposeFiles(
        Api api, RouteTable routes, Blobs blobs, LocalSynapseOptions options, NodeTree tree, Access access, EntityContent content)
    {
        var urls = new SignedUrls(_store, options.DownloadUrlLifetime, options.UploadUrlLifetime);
        var files = new FileHandleCatalog(_store, blobs);
        var reading = new FileReading(_store, tree, access, files, urls);
        var destinations = new Destinations(_store, tree, access);
        var uploads = new Uploads(_store, new UploadIndex(_store), blobs, files, reading, destinations, urls);
        new FileEndpoints(files, reading, tree, access, content).Map(api);
        StorageEndpoints.Map(api, destinations);
        UploadEndpoints.Map(api, uploads);
        new ObjectEndpoints(_store, blobs, uploads, urls).Map(routes);
    }

    private static LocalAnswer Unrouted(LocalRequest request) => Api.Refusal(SynapseError.NotFound(
        $"{request.Method} {request.RawPath} was not found. Please reference API documentation at https://rest-docs.synapse.org/rest/"));
}
