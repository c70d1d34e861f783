using SageTasks.Storage;
using SageTasks.Storage.Azure;
using SageTasks.Storage.Gcs;
using SageTasks.Storage.S3;
using SageTasks.Synapse;
using SageTasks.Testing;

namespace Transfer;

/// <summary>The embedded local platforms, which keep their state in a folder, and a store on each.</summary>
internal sealed class Platforms : IAsyncDisposable
{
    public const string Bucket = "reads";

    private const string Token = "transfer-token";

    private readonly List<IAsyncDisposable> _servers = [];
    private readonly S3Store _s3;

    private Platforms(S3Store s3) => _s3 = s3;

    public ObjectStores Stores { get; } = new();

    /// <summary>The project of Synapse that files go to.</summary>
    public required SynapseId Project { get; init; }

    /// <summary>Starts all, with what an earlier execution left in the folder.</summary>
    /// <exception cref="InvalidDataException">The folder cannot be used.</exception>
    public static async Task<Platforms> StartAsync(string stateFolder, CancellationToken cancellationToken)
    {
        var servers = new List<IAsyncDisposable>();
        try
        {
            var s3 = Keep(await LocalS3.StartAsync(new LocalS3Options { StateFolder = Folder("s3"), Token = Token, Buckets = [Bucket] }, cancellationToken));
            var azure = Keep(await LocalAzureBlob.StartAsync(
                new LocalAzureBlobOptions { StateFolder = Folder("azure"), Token = Token, Containers = [Bucket] }, cancellationToken));
            var gcs = Keep(await LocalGcs.StartAsync(new LocalGcsOptions { StateFolder = Folder("gcs"), Token = Token, Buckets = [Bucket] }, cancellationToken));
            var synapse = Keep(await LocalSynapse.StartAsync(new LocalSynapseOptions { StateFolder = Folder("synapse"), Token = Token }, cancellationToken));
            var client = new SynapseClient(new SynapseClientOptions { Endpoint = synapse.Url, Token = Token });
            var platforms = new Platforms(new S3Store(new S3Options { Endpoint = s3.Url, AccessKey = s3.AccessKey, SecretKey = s3.SecretKey }))
            {
                Project = await EnsureProjectAsync(client, "SageTasks transfer", cancellationToken),
            };
            platforms._servers.AddRange(servers);
            platforms.Stores
                .Add(platforms._s3)
                .Add(new AzureBlobStore(new AzureBlobOptions { Endpoint = azure.Endpoint, AccountKey = azure.AccountKey }))
                .Add(new GcsStore(new GcsOptions { Endpoint = gcs.Url, TokenProvider = _ => ValueTask.FromResult(gcs.Token) }))
                .Add(new SynapseStore(client));
            Display.Say("platforms", $"S3 {s3.Url}, Azure {azure.Endpoint}, Cloud Storage {gcs.Url}, Synapse {synapse.Url}");
            return platforms;
        }
        catch (Exception e)
        {
            await StopAsync(servers);
            if (e is IOException)
            {
                throw new InvalidDataException($"--state {stateFolder}: {e.Message}", e);
            }

            throw;
        }

        string Folder(string platform) => Path.Combine(stateFolder, platform);

        T Keep<T>(T server)
            where T : IAsyncDisposable
        {
            servers.Add(server);
            return server;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _s3.Dispose();
        await StopAsync(_servers);
    }

    private static async Task StopAsync(List<IAsyncDisposable> servers)
    {
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    private static async Task<SynapseId> EnsureProjectAsync(SynapseClient synapse, string name, CancellationToken cancellationToken) =>
        await synapse.FindChildAsync(null, name, cancellationToken)
        ?? SynapseId.Parse((await synapse.CreateEntityAsync(new Project { Name = name }, cancellationToken: cancellationToken)).Id!);
}
