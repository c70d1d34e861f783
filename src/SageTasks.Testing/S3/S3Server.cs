namespace SageTasks.Testing.S3;

/// <summary>Puts the parts of the server together.</summary>
internal sealed class S3Server : IDisposable
{
    private readonly LocalFolder _folder;

    private S3Server(LocalS3Options options, LocalFolder folder, StateStore state)
    {
        (_folder, State) = (folder, state);
        Faults = new FaultInjector(options.FaultPlan);
        Keys = new S3Keys(options);
        var clock = new PlatformClock(options.TimeProvider, Faults);
        var files = new ByteFiles(folder);
        World = new S3World(state, clock, files);
        foreach (var bucket in options.Buckets)
        {
            World.PutBucket(bucket, isPublic: false);
        }

        var routes = new RouteTable();
        new S3Dispatch(Operations(files), new SignatureCheck(Keys, World, clock)).Map(routes);
        Setup = new HostSetup
        {
            Options = options,
            Routes = routes,
            Faults = Faults,
            Clock = clock,
            Journal = state.Journal,
            Gate = _ => null,
            Admits = request => BearerToken.Is(request, Keys.Secret),
            Unrouted = _ => S3Error.MethodNotAllowed.ToAnswer(S3Dispatch.NewId(), ""),
            Throttled = () => S3Error.SlowDown.ToAnswer(S3Dispatch.NewId(), ""),
            Failed = (status, message) => new S3Error(status, "InternalError", message).ToAnswer(S3Dispatch.NewId(), ""),
        };
    }

    public StateStore State { get; }

    public FaultInjector Faults { get; }

    public S3Keys Keys { get; }

    public S3World World { get; }

    public HostSetup Setup { get; }

    public static S3Server Open(LocalS3Options options) =>
        PlatformState.Open(options, "s3", (folder, state) => new S3Server(options, folder, state));

    public void Dispose()
    {
        State.Dispose();
        _folder.Dispose();
    }

    private S3Operations Operations(ByteFiles files)
    {
        var bodies = new BodyReceiver(files);
        var operations = new S3Operations();
        new BucketOperations(World, Keys.Region).Map(operations);
        new ListOperations(World).Map(operations);
        new ReadOperations(World).Map(operations);
        new WriteOperations(World, bodies, new CopyOperations(World)).Map(operations);
        new DeleteOperations(World).Map(operations);
        new UploadOperations(World, bodies, new PartCopies(World)).Map(operations);
        new UploadListOperations(World).Map(operations);
        return operations;
    }
}
