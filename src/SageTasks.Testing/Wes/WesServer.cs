namespace SageTasks.Testing.Wes;

/// <summary>Puts the parts of the server together.</summary>
internal sealed class WesServer : IAsyncDisposable
{
    private readonly WesWorld _world;
    private readonly RunRegistry _runs;
    private readonly RunExecutor _executor;

    private WesServer(WesWorld world, IReadOnlyList<IWorkflowEngine> engines)
    {
        _world = world;
        _runs = new RunRegistry(world);
        _executor = new RunExecutor(world, _runs, engines);
        Languages = [.. engines.Select(engine => engine.Language)];
        Token = world.Options.Token ?? Convert.ToHexStringLower(Guid.NewGuid().ToByteArray());
        Scenes = new WesScenes(world, _runs);
    }

    public string Token { get; }

    public IReadOnlyList<WorkflowLanguage> Languages { get; }

    public WesScenes Scenes { get; }

    public WesWorld World => _world;

    public static WesServer Open(LocalWesOptions options, IReadOnlyList<IWorkflowEngine> engines)
    {
        var faults = new FaultInjector(options.FaultPlan);
        return PlatformState.Open(options, "wes", (folder, store) => new WesServer(new WesWorld(options, folder, store, faults), engines));
    }

    /// <summary>Takes up what an earlier life left.</summary>
    public async Task LoadAsync()
    {
        foreach (var row in _world.Store.Loaded)
        {
            _runs.Load(row.Kind == RunRegistry.Kind
                ? StateJson.Read(row, LocalWesJson.Default.RunDocument)
                : throw new InvalidDataException($"The state folder holds '{row.Kind}', which this version does not know."));
        }

        _world.Store.ForgetLoaded();
        foreach (var run in _runs.All.Where(run => !run.Document.IsScripted && LocalWesState.IsActive(run.Document.State)))
        {
            if (run.Document.State == LocalWesState.Queued)
            {
                _executor.Start(run);
            }
            else
            {
                await _executor.RecoverAsync(run).ConfigureAwait(false);
            }
        }
    }

    public HostSetup Setup() => new()
    {
        Options = _world.Options,
        Routes = Routes(),
        Faults = _world.Faults,
        Clock = _world.Clock,
        Journal = _world.Store.Journal,
        Gate = new WesGate(_world, Token).Check,
        Admits = new WesGate(_world, Token).Admits,
        Unrouted = request => _world.Answers.Error(404, $"There is no {request.Method} {request.RawPath}."),
        Throttled = () => _world.Answers.Error(429, "Too many requests.").With("Retry-After", "0"),
        Failed = _world.Answers.Error,
        Prefixes = _world.Traits.Prefixes,
        PrefixRequired = _world.Traits.Prefixes.Count > 0,
    };

    public async ValueTask DisposeAsync()
    {
        await _executor.DisposeAsync().ConfigureAwait(false);
        _world.Store.Dispose();
        _world.Folder.Dispose();
    }

    private RouteTable Routes()
    {
        var routes = new RouteTable();
        new ServiceRoutes(_world, _runs, Languages).Map(routes);
        new RunRoutes(_world, _runs, new RequestChecks(_world, Languages), _executor).Map(routes);
        new TaskRoutes(_world, _runs).Map(routes);
        new FileRoutes(_world, _runs).Map(routes);
        routes.Map("PUT /_local/runs/{run_id}/state", new LocalRoute((request, _) => ValueTask.FromResult(ChangeState(request)), IsControl: true));
        return routes;
    }

    // For the tests of other processes: takes {"state":"COMPLETE"}.
    private LocalAnswer ChangeState(LocalRequest request)
    {
        if (request.ReadJson(LocalWesJson.Default.StateCommit)?.State is not { } state || !_runs.TryFind(request["run_id"], out var run))
        {
            return _world.Answers.Error(404, "There is no such run, or no state in the body.");
        }

        Scenes.SetState(run.Document.Id, state);
        return LocalAnswer.Empty(204);
    }
}
