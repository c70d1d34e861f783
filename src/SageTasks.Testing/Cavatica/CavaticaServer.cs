using System.Globalization;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>Puts the parts of the server together.</summary>
internal sealed class CavaticaServer : IAsyncDisposable
{
    private readonly RequestBudget _budget;
    private readonly CavaticaGate _gate;
    private readonly RunnerRegistry _runners;
    private readonly TaskExecutor _executor;
    private readonly BatchMaker _batches;

    public CavaticaServer(CavaticaWorld world)
    {
        World = world;
        Users = new UserDirectory(world);
        Groups = new BillingGroups(world);
        Projects = new ProjectBook(world);
        Files = new FileBook(world, Projects);
        Apps = new AppBook(world, Projects);
        Tasks = new TaskBook(world, Projects);
        Intake = new TaskIntake(world, Tasks, Projects, Apps, Files);
        var inputs = Inputs = new TaskInputs(Apps, Files);
        _runners = new RunnerRegistry(Apps);
        Starter = new TaskStarter(world, Tasks, inputs, new TaskBatches(world, Tasks, inputs, Files), _runners);
        Stopper = new TaskStopper(world, Tasks, Starter);
        ProjectRoutes = new ProjectRoutes(world, Projects, Groups, Users, Files);
        TaskRoutes = new TaskRoutes(world, Tasks, Intake, Starter, Stopper, new TaskJson(Tasks, inputs), Projects);
        Addresses = new SignedAddresses(world);
        Ga4ghPort = new Ga4ghPort(world);
        Uploads = new UploadBook(world, Files);
        Volumes = new VolumeBook(world);
        VolumeRoutes = new VolumeRoutes(world, Volumes);
        Jobs = new JobBoard(world);
        Markers = new MarkerRoutes(world, Files);
        Automations = new AutomationRoutes(world);
        Contents = new FileContents(Files, Volumes);
        DrsSources = new DrsSources(world, Files);
        _executor = new TaskExecutor(
            world, Tasks, Apps, _runners, new InputStaging(world, Files, Contents), new OutputKeeping(world, Files, Projects, Volumes), new Memoization(world, Tasks, Projects, Files));
        _batches = new BatchMaker(world, Tasks, Starter);
        Tasks.Changed = Follow;
        ProjectRoutes.Deleting = Empty;
        _budget = new RequestBudget(world.Options, world.Clock);
        _gate = new CavaticaGate(Users, _budget);
    }

    public CavaticaWorld World { get; }

    public UserDirectory Users { get; }

    public BillingGroups Groups { get; }

    public ProjectBook Projects { get; }

    public ProjectRoutes ProjectRoutes { get; }

    public AppBook Apps { get; }

    public FileBook Files { get; }

    public TaskBook Tasks { get; }

    public TaskInputs Inputs { get; }

    public TaskRoutes TaskRoutes { get; }

    public TaskIntake Intake { get; }

    public TaskStarter Starter { get; }

    public TaskStopper Stopper { get; }

    public SignedAddresses Addresses { get; }

    public Ga4ghPort Ga4ghPort { get; }

    public UploadBook Uploads { get; }

    public VolumeBook Volumes { get; }

    public VolumeRoutes VolumeRoutes { get; }

    public JobBoard Jobs { get; }

    public MarkerRoutes Markers { get; }

    public AutomationRoutes Automations { get; }

    public FileContents Contents { get; }

    public DrsSources DrsSources { get; }

    /// <summary>The object store, at an address of its own.</summary>
    public HostSetup StorageSetup()
    {
        var routes = new RouteTable();
        new StorageRoutes(World, Addresses, Files, Contents, Uploads).Map(routes);
        return new HostSetup
        {
            Options = World.Options with { Port = 0 },
            Routes = routes,
            Faults = World.Faults,
            Clock = World.Clock,
            Journal = World.Store.Journal,
            Gate = _ => null,
            Admits = _gate.Admits,
            Unrouted = _ => SignedAddresses.Refusal(403, "AccessDenied", "Access Denied"),
            Throttled = () => SignedAddresses.Refusal(503, "SlowDown", "Please reduce your request rate."),
            Failed = (status, message) => SignedAddresses.Refusal(status, "InternalError", message),
        };
    }

    /// <summary>The GA4GH services, at an address of their own.</summary>
    public HostSetup Ga4ghSetup(int port)
    {
        var api = new Ga4ghApi(World, Users);
        new DrsRoutes(Files, Addresses).Map(api);
        new WesRoutes(World, Tasks, Inputs, new WesRequests(World, Tasks, Projects, Apps, Files), Starter, Projects).Map(api);
        return new HostSetup
        {
            Options = World.Options with { Port = port },
            Routes = api.Routes,
            Faults = World.Faults,
            Clock = World.Clock,
            Journal = World.Store.Journal,
            Gate = api.Check,
            Admits = _gate.Admits,
            Unrouted = request => Ga4ghApi.Error(404, $"There is no {request.Method} {request.RawPath}."),
            Throttled = () => Ga4ghApi.Error(429, "Too many requests."),
            Failed = Ga4ghApi.Error,
        };
    }

    public HostSetup Setup() => new()
    {
        Options = World.Options,
        Routes = Routes(),
        Faults = World.Faults,
        Clock = World.Clock,
        Journal = World.Store.Journal,
        Gate = _gate.Check,
        Admits = _gate.Admits,
        Unrouted = request => _budget.Stamp(request, CavaticaErrors.NotFound($"There is no {request.Method} {request.RawPath}.")),
        Throttled = _budget.TooFast,
        Failed = (status, message) => CavaticaErrors.Answer(status, 90_004, message),
        Prefixes = ["v2"],
        PrefixRequired = true,
        DecodesSlashes = true,
    };

    public void Load()
    {
        foreach (var row in World.Store.Loaded)
        {
            Load(row);
        }

        World.Store.ForgetLoaded();
        Files.Bytes.Sweep(Files.Table.All.SelectMany(file => file.Bytes).Concat(Uploads.Table.All.SelectMany(upload => upload.Parts).Select(part => part.Bytes)));
    }

    /// <summary>Says what executes an app.</summary>
    public void Run(string app, AppRunner runner)
    {
        _runners.Add(app, runner);
        _executor.Resume();
    }

    /// <summary>Goes on with what another life left.</summary>
    public void Resume()
    {
        Stopper.Resume();
        Jobs.Resume();
        _batches.Resume();
        _executor.Resume();
    }

    public async ValueTask DisposeAsync()
    {
        await _executor.DisposeAsync().ConfigureAwait(false);
        await _batches.DisposeAsync().ConfigureAwait(false);
        await Stopper.DisposeAsync().ConfigureAwait(false);
        await Jobs.DisposeAsync().ConfigureAwait(false);
    }

    private void Follow(SbgTask task)
    {
        _executor.Follow(task);
        _batches.Follow(task);
    }

    private void Empty(ProjectDocument project)
    {
        foreach (var task in Tasks.Table.All.Where(task => task.Project == project.Id).ToList())
        {
            Starter.Abort(task);
            Tasks.Remove(Tasks.Table.Find(task.Id)!);
        }

        foreach (var app in Apps.Table.All.Where(app => app.Project == project.Id).ToList())
        {
            Apps.Table.Remove(app.Id);
        }
    }

    private void Load(StateRow row)
    {
        switch (row.Kind)
        {
            case "user":
                Users.Table.Load(row);
                break;
            case "billing-group":
                Groups.Table.Load(row);
                break;
            case "project":
                Projects.Table.Load(row);
                break;
            case "app":
                Apps.Table.Load(row);
                break;
            case "file":
                Files.Load(row);
                break;
            case "task":
                Tasks.Table.Load(row);
                break;
            case "upload":
                Uploads.Table.Load(row);
                break;
            case "signing-key":
                Addresses.Table.Load(row);
                break;
            case "port":
                Ga4ghPort.Table.Load(row);
                break;
            case "volume":
                Volumes.Table.Load(row);
                break;
            case "job":
                Jobs.Table.Load(row);
                break;
            case "marker":
                Markers.Table.Load(row);
                break;
            case "automation":
                Automations.Table.Load(row);
                break;
            default:
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"The state folder holds '{row.Kind}', which this version does not know."));
        }
    }

    private RouteTable Routes()
    {
        var routes = new RouteTable();
        var api = new CavaticaApi(routes, World, _budget);
        api.Map("GET /", Paths).Map("GET /rate_limit", RateLimit);
        Users.Map(api);
        Groups.Map(api);
        ProjectRoutes.Map(api);
        new AppRoutes(Apps, Projects).Map(api);
        TaskRoutes.Map(api);
        var work = new FileWork(Files);
        new FileRoutes(World, Files, work, Projects, Addresses).Map(api);
        new FileBulkRoutes(Files, work).Map(api);
        new FileJobRoutes(Jobs, Files, work, Users).Map(api);
        new UploadRoutes(World, Uploads, Files, Projects, Addresses).Map(api);
        VolumeRoutes.Map(api);
        new TransferRoutes(Jobs, new ImportWork(Files, Volumes, Users), new ExportWork(World, Files, Projects, Contents, Volumes, Users), Files).Map(api);
        new DrsImportRoutes(Jobs, Files, Users, DrsSources).Map(api);
        Markers.Map(api);
        Automations.Map(api);
        return routes;
    }

    private static LocalAnswer Paths(CavaticaCall call)
    {
        string[] names = ["rate_limit", "user", "users", "billing", "projects", "files", "tasks", "apps", "action", "upload", "storage"];
        return CavaticaCall.Json(new JsonObject(names.Select(name => KeyValuePair.Create($"{name}_url", (JsonNode?)call.Href($"/{name}")))));
    }

    private LocalAnswer RateLimit(CavaticaCall call)
    {
        var (remaining, reset) = _budget.Left(CavaticaGate.TokenOf(call.Request)!);
        return CavaticaCall.Json(new JsonObject
        {
            ["rate"] = new JsonObject { ["limit"] = _budget.Limit, ["remaining"] = remaining, ["reset"] = reset },
            ["instance_limit"] = new JsonObject { ["limit"] = -1, ["remaining"] = -1 },
        });
    }
}
