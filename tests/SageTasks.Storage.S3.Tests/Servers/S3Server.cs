using SageTasks.ContractSuites;

namespace SageTasks.Storage.S3.Tests;

/// <summary>One server for all tests that need it, started by the first of them that runs.</summary>
public abstract class S3Server(string name) : IAsyncLifetime
{
    private readonly Lazy<Task<LocalServer>> _server = new(() => LocalServer.StartAsync(name));

    public async Task<S3Options> OptionsAsync()
    {
        var (address, query) = await AddressAsync();
        return new S3Options { Endpoint = new Uri(address), AccessKey = query["access_key"], SecretKey = query["secret_key"] };
    }

    public async Task<Location> NewRootAsync() => Location.Parse($"s3://{(await AddressAsync()).Query["bucket"]}/{Guid.NewGuid():N}/");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            await (await _server.Value).DisposeAsync();
        }
    }

    private async Task<(string Address, Dictionary<string, string> Query)> AddressAsync()
    {
        var endpoint = (await _server.Value).Endpoint;
        var query = endpoint.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return (endpoint.GetLeftPart(UriPartial.Authority), query);
    }
}
