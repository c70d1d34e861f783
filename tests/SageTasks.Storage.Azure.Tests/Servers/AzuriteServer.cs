using Azure.Core.Pipeline;
using Azure.Storage;
using Azure.Storage.Blobs;
using SageTasks.ContractSuites;

namespace SageTasks.Storage.Azure.Tests;

/// <summary>One Azurite for all tests that need it, started by the first of them that runs.</summary>
public sealed class AzuriteServer : IAsyncLifetime
{
    public const string Name = "azurite";

    private readonly Lazy<Task<LocalServer>> _server = new(() => LocalServer.StartAsync(Name));

    public async Task<AzureBlobOptions> OptionsAsync()
    {
        var (address, key) = await AddressAsync();
        return new AzureBlobOptions { Endpoint = address, AccountKey = key };
    }

    /// <summary>A client whose requests pass a handler of the test's.</summary>
    public async Task<BlobServiceClient> ClientAsync(DelegatingHandler handler, int connections = int.MaxValue)
    {
        var (address, key) = await AddressAsync();
        handler.InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = connections };
        var settings = new BlobClientOptions { Transport = new HttpClientTransport(new HttpClient(handler)), Retry = { Delay = TimeSpan.Zero } };
        return new BlobServiceClient(address, new StorageSharedKeyCredential(address.Segments[^1], key), settings);
    }

    /// <summary>A container of its own.</summary>
    public async Task<Location> NewRootAsync()
    {
        var (address, key) = await AddressAsync();
        var name = $"test-{Guid.NewGuid():N}";
        await new BlobServiceClient(address, new StorageSharedKeyCredential(address.Segments[^1], key)).CreateBlobContainerAsync(name);
        return Location.Parse($"az://{name}/");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            await (await _server.Value).DisposeAsync();
        }
    }

    private async Task<(Uri Address, string Key)> AddressAsync()
    {
        var endpoint = (await _server.Value).Endpoint;
        return (new Uri(endpoint.GetLeftPart(UriPartial.Path)), endpoint.Query["?key=".Length..]);
    }
}
