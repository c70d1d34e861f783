using Azure.Storage;
using Azure.Storage.Blobs;
using SageTasks.ContractSuites;
using SageTasks.Storage;
using SageTasks.Synapse;
using SageTasks.Testing;

namespace SageTasks.TransferStorm.Pairs;

/// <summary>Runs the servers of the stores, and says where on them things lie.</summary>
internal sealed class StoreHost : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _servers = [];
    private readonly string _folder;
    private string _bucket = "";
    private string _project = "";
    private string _study = "";
    private LocalServer? _web;
    private Uri? _webAddress;
    private LocalDrs? _repository;
    private Uri? _repositoryAddress;

    private readonly List<(string Kind, FaultyGateway Gateway)> _gateways = [];
    private readonly PairSettings _settings;

    private StoreHost(PairSettings settings, string folder) => (_settings, _folder) = (settings, folder);

    /// <summary>How many requests went wrong on their way to the servers.</summary>
    public int Faults => _gateways.Sum(one => one.Gateway.Faults);

    public StoreAccess Access { get; private set; } = new();

    public static async Task<StoreHost> StartAsync(PairSettings settings, string folder, CancellationToken cancellationToken)
    {
        var host = new StoreHost(settings, folder);
        try
        {
            foreach (var kind in settings.Stores)
            {
                await host.StartAsync(kind, cancellationToken);
            }

            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>How many uploads were begun in a store that nobody learned the names of.</summary>
    public int LostUploads(string kind) => _gateways.Where(one => one.Kind == kind).Sum(one => one.Gateway.LostUploads);

    /// <summary>Where an object of that name lies in a store.</summary>
    public Location Place(string kind, string name) => kind switch
    {
        StoreKinds.File => Location.FromPath(Path.Combine(_folder, "files", name)),
        StoreKinds.Https => Location.Parse(new Uri(_webAddress!, $"files/{name}").AbsoluteUri),
        StoreKinds.Drs => Location.Parse($"drs://{_repositoryAddress!.Authority}/{name}"),
        StoreKinds.S3 => Location.Parse($"s3://{_bucket}/{name}"),
        StoreKinds.Azure => Location.Parse($"az://storm/{name}"),
        StoreKinds.Gcs => Location.Parse($"gs://storm/{name}"),
        StoreKinds.Synapse => Location.Parse($"syn://{_project}/{name}"),
        StoreKinds.Cavatica => Location.Parse($"sbg://{_study}/{name}"),
        _ => throw new ArgumentException($"There is no store \"{kind}\"."),
    };

    /// <summary>Puts a file into a store.</summary>
    public async Task SeedAsync(string kind, string file, string name, TransferEngine engine, CancellationToken cancellationToken)
    {
        if (kind == StoreKinds.Https)
        {
            File.Copy(file, Path.Combine(_web!.Folder, "www", name), overwrite: true);
            return;
        }

        if (kind == StoreKinds.Drs)
        {
            _repository!.Add(new LocalDrsObject { Id = name, Name = name, File = file });
            return;
        }

        await engine.CopyAsync(Location.FromPath(file), Place(kind, name), cancellationToken: cancellationToken);
    }

    /// <summary>Takes away what <see cref="SeedAsync"/> put there.</summary>
    public Task RemoveAsync(string kind, Location place, ObjectStores stores, CancellationToken cancellationToken)
    {
        if (kind == StoreKinds.Drs)
        {
            _repository!.Remove(place.Path);
            return Task.CompletedTask;
        }

        if (kind != StoreKinds.Https)
        {
            return stores.StoreOf(place).DeleteAsync(place, cancellationToken);
        }

        File.Delete(Path.Combine(_web!.Folder, "www", place.Name));
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Enumerable.Reverse(_servers))
        {
            await server.DisposeAsync();
        }
    }

    private async Task StartAsync(string kind, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        switch (kind)
        {
            case StoreKinds.Https:
                _web = Keep(await LocalServer.StartAsync("nginx"));
                _webAddress = await BehindAsync(kind, _web.Endpoint, cancellationToken);
                break;
            case StoreKinds.Drs:
                _repository = Keep(await LocalDrs.StartAsync(new LocalDrsOptions { UrlLifetime = StormFaults.UrlLifetime }, cancellationToken));
                _repositoryAddress = await BehindAsync(kind, _repository.Url, cancellationToken);
                break;
            case StoreKinds.S3:
                var gateway = Keep(await LocalServer.StartAsync("radosgw"));
                var query = Query(gateway.Endpoint);
                _bucket = query["bucket"];
                Access = Access with { S3Endpoint = await BehindAsync(kind, new Uri(gateway.Endpoint.GetLeftPart(UriPartial.Authority)), cancellationToken), S3Key = query["access_key"], S3Secret = query["secret_key"] };
                break;
            case StoreKinds.Azure:
                var azurite = Keep(await LocalServer.StartAsync("azurite"));
                var blobs = new Uri(azurite.Endpoint.GetLeftPart(UriPartial.Path));
                Access = Access with { AzureEndpoint = await BehindAsync(kind, blobs, cancellationToken), AzureKey = Query(azurite.Endpoint)["key"] };
                var account = new StorageSharedKeyCredential(blobs.Segments[^1], Access.AzureKey);
                await new BlobServiceClient(blobs, account).CreateBlobContainerAsync("storm", cancellationToken: cancellationToken);
                break;
            case StoreKinds.Gcs:
                var gcs = Keep(await LocalGcs.StartAsync(new LocalGcsOptions { StateFolder = Path.Combine(_folder, "gcs") }, cancellationToken));
                gcs.CreateBucket("storm");
                Access = Access with { GcsEndpoint = await BehindAsync(kind, gcs.Url, cancellationToken), GcsToken = gcs.Token };
                break;
            case StoreKinds.Synapse:
                var synapse = Keep(await LocalSynapse.StartAsync(new LocalSynapseOptions { DownloadUrlLifetime = StormFaults.UrlLifetime }, cancellationToken));
                Access = Access with { SynapseEndpoint = synapse.Url, SynapseToken = synapse.Token };
                var client = new SynapseClient(new SynapseClientOptions { Endpoint = synapse.Url, Token = synapse.Token });
                _project = (await client.CreateEntityAsync(new Project { Name = "storm" }, cancellationToken: cancellationToken)).Id!;
                break;
            case StoreKinds.Cavatica:
                var cavatica = Keep(await LocalCavatica.StartAsync(new LocalCavaticaOptions { UrlLifetime = StormFaults.UrlLifetime }, cancellationToken));
                var signed = await BehindAsync(kind, cavatica.StorageUrl, cancellationToken);
                Access = Access with { CavaticaEndpoint = await BehindAsync(kind, cavatica.Endpoint, cancellationToken, (cavatica.StorageUrl, signed)), CavaticaToken = cavatica.Token };
                _study = cavatica.AddProject("storm");
                break;
        }
    }

    private async Task<Uri> BehindAsync(string kind, Uri server, CancellationToken cancellationToken, (Uri Own, Uri Shown)? renamed = null)
    {
        var gateway = Keep(await FaultyGateway.StartAsync(server, _settings.Faults, _settings.Seed + _servers.Count, renamed, cancellationToken));
        _gateways.Add((kind, gateway));
        return gateway.Url;
    }

    private T Keep<T>(T server)
        where T : IAsyncDisposable
    {
        _servers.Add(server);
        return server;
    }

    private static Dictionary<string, string> Query(Uri endpoint) =>
        endpoint.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);
}
