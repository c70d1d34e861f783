using System.Globalization;

namespace SageTasks.Testing;

/// <summary>
/// A Nextflow Tower (Seqera Platform) on loopback: stateful, as awkward as the real one, and able to run pipelines. Any client of the
/// published API can talk to it.
/// </summary>
/// <remarks>Dispose it to stop it. With a state folder, another process goes on where this one ended or was killed.</remarks>
public sealed partial class LocalTower : IAsyncDisposable
{
    private readonly TowerWorld _world;
    private readonly RunRegistry _runs;
    private readonly RunExecutor _executor;
    private readonly RepositoryRegistry _repositories = new();
    private readonly PipelineRegistry _pipelines;
    private readonly ComputeEnvRegistry _environments;
    private readonly LabelRegistry _labels;
    private readonly DatasetRegistry _datasets;
    private readonly SecretRegistry _secrets;
    private readonly ActionRoutes _actions;
    private readonly DataLinkRoutes _dataLinks;
    private readonly Launcher _launcher;
    private readonly TowerWorkspace _workspace;
    private readonly TowerCaller _owner;
    private LoopbackHost? _host;
    private int _disposed;

    private LocalTower(TowerWorld world, string token)
    {
        _world = world;
        _runs = new RunRegistry(world);
        _pipelines = new PipelineRegistry(world);
        _environments = new ComputeEnvRegistry(world);
        _labels = new LabelRegistry(world);
        _datasets = new DatasetRegistry(world);
        _secrets = new SecretRegistry(world);
        _executor = new RunExecutor(world, _runs, _repositories, _datasets.Open, _secrets);
        _launcher = new Launcher(world, _runs, _environments, _pipelines, _repositories, _labels, _executor);
        _actions = new ActionRoutes(world, _environments, _launcher);
        _dataLinks = new DataLinkRoutes(world);
        Token = token;
        _owner = world.People.AddUser(world.Options.UserName, TowerRole.Owner, token);
        _workspace = world.People.AddWorkspace(world.Options.Organization, world.Options.Workspace);
    }

    /// <summary>The API's address, <c>http://127.0.0.1:PORT</c>; every path also works below <c>/api</c>, as on Enterprise.</summary>
    public Uri Url => _host!.Url;

    /// <summary>The owner's access token.</summary>
    public string Token { get; }

    /// <summary>The id of the workspace that is there from the start.</summary>
    public long WorkspaceId => _workspace.Key;

    /// <summary>The id of the organisation that is there from the start.</summary>
    public long OrganizationId => _workspace.OrgId!.Value;

    /// <summary>The id of the primary compute environment of that workspace.</summary>
    public string ComputeEnvId => _environments.Primary(_workspace.Key)?.Id ?? throw new InvalidOperationException("The workspace has no primary compute environment.");

    /// <summary>The faults, which can be changed and switched off while it runs.</summary>
    public FaultInjector Faults => _world.Faults;

    /// <summary>What really happened: <c>run.created</c>, <c>run.status</c>, <c>run.deleted</c>, <c>run.expired</c>, <c>dataset.created</c>, <c>dataset.version</c>, …</summary>
    public CommitJournal Journal => _world.Store.Journal;

    /// <summary>The folder with its files: logs, work folders, buckets, datasets.</summary>
    public string Folder => _world.Folder.Path;

    /// <summary>Starts a local Tower.</summary>
    /// <param name="options">What it can be told; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <exception cref="IOException">The port is taken, or the state folder cannot be used: another process has it open, or it cannot be written.</exception>
    /// <exception cref="ArgumentException">The port is out of range, or the token cannot be sent in a header.</exception>
    /// <exception cref="FormatException">The fault plan makes no sense.</exception>
    public static async Task<LocalTower> StartAsync(LocalTowerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LocalTowerOptions();
        options.Check();
        var faults = new FaultInjector(options.FaultPlan);
        var tower = PlatformState.Open(options, "tower", (folder, store) => new LocalTower(
            new TowerWorld(options, folder, store, faults, new PlatformClock(options.TimeProvider, faults)), options.Token ?? TowerIds.Token()));
        try
        {
            tower.Load();
            tower._host = await LoopbackHost.StartAsync(tower.Setup(), cancellationToken).ConfigureAwait(false);
            return tower;
        }
        catch
        {
            await tower.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops serving and executing. Runs under way stay as they are in the state folder.</summary>
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

        await _executor.DisposeAsync().ConfigureAwait(false);
        _world.Store.Dispose();
        _world.Folder.Dispose();
    }

    private HostSetup Setup()
    {
        var gate = new TowerGate(_world);
        return new HostSetup
        {
            Options = _world.Options,
            Routes = Routes(),
            Faults = _world.Faults,
            Clock = _world.Clock,
            Journal = Journal,
            Gate = gate.Check,
            Admits = request => _world.People.TryFindCaller(request.Header("Authorization"), out _),
            Unrouted = _ => LocalAnswer.Empty(403),
            Throttled = TowerAnswers.TooManyRequests,
            Failed = TowerAnswers.Message,
            Prefixes = ["api"],
        };
    }

    private RouteTable Routes()
    {
        var routes = new RouteTable();
        new PeopleRoutes(_world).Map(routes);
        new ComputeEnvRoutes(_world, _environments, _labels).Map(routes);
        new PipelineRoutes(_world, _pipelines, _repositories, _environments, _labels).Map(routes);
        new LaunchRoutes(_world, _launcher, _runs, _pipelines, _environments, _repositories).Map(routes);
        new RunRoutes(_world, _runs, _labels, _environments, _executor).Map(routes);
        new TaskRoutes(_runs, _executor).Map(routes);
        new LabelRoutes(_world, _labels, _runs, _pipelines, _datasets).Map(routes);
        new DatasetRoutes(_world, _datasets, _labels).Map(routes);
        new LaunchDatasetRoutes(_world, _datasets, _runs, _pipelines).Map(routes);
        new SecretRoutes(_world, _secrets).Map(routes);
        _actions.Map(routes);
        _dataLinks.Map(routes);
        routes.Map("PUT /_local/runs/{workflowId}/status", new LocalRoute((request, _) => ValueTask.FromResult(ChangeStatus(request)), IsControl: true));
        return routes;
    }

    // For the tests of other processes: takes {"status":"SUCCEEDED"}.
    private LocalAnswer ChangeStatus(LocalRequest request)
    {
        var status = TowerWorld.Read(request, TowerJson.Default.StatusCommit).Status;
        if (status is null || !_runs.TryFind(request["workflowId"], out var run))
        {
            return TowerAnswers.Message(404, "There is no such run, or no status in the body.");
        }

        SetStatus(run.Document.Id, status);
        return TowerAnswers.NoContent;
    }

    private void Load()
    {
        foreach (var row in _world.Store.Loaded)
        {
            Load(row);
        }

        _world.Store.ForgetLoaded();
        foreach (var workspace in (TowerWorkspace[])[_workspace, _world.People.Personal(_owner)])
        {
            _environments.Seed(workspace);
        }

        if (_world.Options.ResumeInterruptedRuns)
        {
            return;
        }

        foreach (var run in _runs.Active)
        {
            _executor.End(run, TowerStatus.Unknown, message: "The head job is out of touch.");
        }
    }

    private void Load(StateRow row)
    {
        switch (row.Kind)
        {
            case "run":
                _runs.Load(StateJson.Read(row, TowerJson.Default.RunDocument));
                break;
            case "tasks" when _runs.TryFind(row.Key, out var run):
                run.Tasks.Load(StateJson.Read(row, TowerJson.Default.TaskDocumentArray));
                break;
            case "compute-env":
                _environments.Load(StateJson.Read(row, TowerJson.Default.ComputeEnvDocument));
                break;
            case "pipeline":
                _pipelines.Load(StateJson.Read(row, TowerJson.Default.PipelineDocument));
                break;
            case "label":
                _labels.Load(StateJson.Read(row, TowerJson.Default.LabelDocument));
                break;
            case "dataset":
                _datasets.Load(StateJson.Read(row, TowerJson.Default.DatasetDocument));
                break;
            case "secret":
                _secrets.Load(StateJson.Read(row, TowerJson.Default.SecretDocument));
                break;
            case "action":
                _actions.Load(StateJson.Read(row, TowerJson.Default.ActionDocument));
                break;
            case "data-link":
                _dataLinks.Load(StateJson.Read(row, TowerJson.Default.DataLinkDocument));
                break;
            default:
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"The state folder holds '{row.Kind}', which this version does not know."));
        }
    }
}
