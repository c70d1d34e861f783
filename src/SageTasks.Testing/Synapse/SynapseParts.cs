namespace SageTasks.Testing.Synapse;

/// <summary>The parts of the server, each made of those before it.</summary>
internal sealed class SynapseParts
{
    private readonly SynapseStore _store;
    private readonly NodeTree _tree;
    private readonly Access _access;
    private readonly AccessLists _lists;
    private readonly Activities _activities;
    private readonly EntityContent _content;
    private readonly EntityListing _listing;
    private readonly EntityBundles _bundles;
    private readonly Columns _columns;
    private readonly SignedUrls _urls;
    private readonly FileReading _reading;
    private readonly Destinations _destinations;
    private readonly Uploads _uploads;
    private readonly SubmissionBook _submissions;
    private readonly TableRows _rows;
    private readonly TableSources _sources;

    public SynapseParts(SynapseStore store, LocalFolder folder, LocalSynapseOptions options)
    {
        _store = store;
        Blobs = new Blobs(store, folder);
        Writer = new BlobWriter(store, Blobs);
        _tree = new NodeTree(store);
        _access = new Access(store, _tree);
        _lists = new AccessLists(store, _tree, _access);
        _activities = new Activities(store, _tree, _access);
        _content = new EntityContent(store);
        Catalog = new EntityCatalog(store, _tree, _access, _lists, _activities, _content, options.MaxChildren);
        _listing = new EntityListing(store, _tree, _access, _content);
        _columns = new Columns(store);
        _bundles = new EntityBundles(store, _tree, _access, Catalog, _listing, _content, _columns);
        _urls = new SignedUrls(store, options.DownloadUrlLifetime, options.UploadUrlLifetime);
        Files = new FileHandleCatalog(store, Blobs);
        _reading = new FileReading(store, _tree, _access, Files, _urls);
        _destinations = new Destinations(store, _tree, _access);
        _uploads = new Uploads(store, new UploadIndex(store), Blobs, Files, _reading, _destinations, _urls);
        _submissions = new SubmissionBook(store, _tree, _access, _bundles);
        _rows = new TableRows(store);
        var entityRows = new EntityViewRows(_tree, _access, _content);
        var indexes = new ViewIndexes(store, _tree, entityRows, new SubmissionViewRows(store, _tree), _columns, options.ViewLag);
        _sources = new TableSources(store, _tree, _access, _columns, _rows, indexes);
    }

    public Blobs Blobs { get; }

    public BlobWriter Writer { get; }

    public EntityCatalog Catalog { get; }

    public FileHandleCatalog Files { get; }

    public void Map(Api api, RouteTable routes, UserDirectory users, JobBoard jobs)
    {
        PlatformEndpoints.Map(api);
        UserEndpoints.Map(api, users);
        EntityEndpoints.Map(api, Catalog, _bundles, new TrashCan(_store, _tree, _access));
        EntityListEndpoints.Map(api, _listing, _tree, _access);
        EntityListEndpoints.MapAccessLists(api, _lists);
        ActivityEndpoints.Map(api, _activities, Catalog);
        new FileEndpoints(Files, _reading, _tree, _access, _content).Map(api);
        StorageEndpoints.Map(api, _destinations);
        UploadEndpoints.Map(api, _uploads);
        new ObjectEndpoints(_store, Blobs, Writer, _uploads, _urls).Map(routes);
        EvaluationEndpoints.Map(api, new EvaluationBook(_store, _access), _submissions, _reading);
        new MessageEndpoints(_store, Files).Map(api);
        MapTables(api, jobs);
    }

    private void MapTables(Api api, JobBoard jobs)
    {
        var csv = new CsvRows(Files, Blobs);
        var queries = new Queries(_tree, _content, _sources);
        var views = new ViewUpdates(_store, _tree, Catalog, _submissions);
        var changes = new TableChanges(_store, _tree, _access, Catalog, _columns, _rows, csv, views, _sources);
        var downloads = new CsvDownloads(_store, queries, Files, Writer);
        new ColumnEndpoints(_columns, _tree, _access).Map(api);
        new TableEndpoints(queries, downloads, new CsvPreviews(csv), changes, new ViewScopes(_store, _tree, _access), _reading, _sources).Map(api, jobs);
    }
}
