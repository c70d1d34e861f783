namespace SageTasks.Testing.Synapse;

/// <summary>Puts the parts of the server together.</summary>
internal sealed class SynapseServer : IAsyncDisposable
{
    private readonly SynapseStore _store;
    private readonly LocalFolder _folder;
    private readonly UserDirectory _users;
    private readonly JobBoard _jobs;

    private SynapseServer(LocalSynapseOptions options, LocalFolder folder, StateStore state)
    {
        (_folder, State) = (folder, state);
        Faults = new FaultInjector(options.FaultPlan);
        var clock = new PlatformClock(options.TimeProvider, Faults);
        _store = new SynapseStore(state, clock);
        _users = new UserDirectory(_store);
        var routes = new RouteTable();
        var api = new Api(routes, _store, new Throttle(options.Throttle, options.TimeProvider));
        _jobs = new JobBoard(_store, api, options);
        Parts = new SynapseParts(_store, folder, options);
        Parts.Map(api, routes, _users, _jobs);
        _store.Load();
        _store.Run(_store.Seed);
        Parts.Blobs.Sweep();
        _jobs.Resume();
        var gate = new Gate(_store, _users);
        Setup = new HostSetup
        {
            Options = options,
            Routes = routes,
            Faults = Faults,
            Clock = clock,
            Journal = state.Journal,
            Gate = gate.Check,
            Admits = gate.Admits,
            Unrouted = Unrouted,
            Throttled = () => Throttle.TooFast("Requests are too frequent. Allowed 600 requests every 60 seconds."),
            Failed = (status, reason) => Api.Refusal(new SynapseError(status, reason)),
        };
    }

    public StateStore State { get; }

    public FaultInjector Faults { get; }

    public HostSetup Setup { get; }

    public static SynapseServer Open(LocalSynapseOptions options) =>
        PlatformState.Open(options, "synapse", (folder, state) => new SynapseServer(options, folder, state));

    public SynapseParts Parts { get; }

    /// <summary>The token of the options' user: the one given, else the one of the state folder, else a new one.</summary>
    public string AdmitOwner(LocalSynapseOptions options) => options.Token is null && _store.Run(() => _users.FirstToken(options.UserName)) is { } known
        ? known
        : Admit(options.UserName, options.Token);

    /// <summary>Does something as a user, outside of HTTP.</summary>
    public T Seed<T>(string userName, Func<SynapseSeed, T> work)
    {
        try
        {
            return _store.Run(() => work(new SynapseSeed(new Caller(_users.GetOrAdd(userName).Id, UserDirectory.AllScopes), Parts)));
        }
        catch (SynapseError refusal)
        {
            throw new InvalidOperationException($"The local Synapse refuses this with {refusal.Status}: {refusal.Message}", refusal);
        }
    }

    /// <summary>Makes a user known, and a token stand for it.</summary>
    public string Admit(string userName, string? token, IReadOnlyList<string>? scopes = null) =>
        _store.Run(() => _users.Admit(_users.GetOrAdd(userName), token, scopes ?? UserDirectory.AllScopes));

    public async ValueTask DisposeAsync()
    {
        await _jobs.DisposeAsync().ConfigureAwait(false);
        State.Dispose();
        _folder.Dispose();
    }

    private static LocalAnswer Unrouted(LocalRequest request) => Api.Refusal(SynapseError.NotFound(
        $"{request.Method} {request.RawPath} was not found. Please reference API documentation at https://rest-docs.synapse.org/rest/"));
}
