using System.Text;
using SageTasks.ContractSuites;
using SageTasks.Http;
using SageTasks.Storage;
using SageTasks.Testing;

namespace SageTasks.Drs.Tests.Scenes;

/// <summary>A local DRS, the clients for it, and an engine that copies from it.</summary>
internal sealed class DrsScene : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private DrsScene(LocalDrs drs, DrsOptions options, TimeProvider time)
    {
        (Drs, Time) = (drs, time);
        Servers = new DrsServers(options, timeProvider: time);
        Client = Servers.ClientOf(new DrsAddress { Host = drs.Authority, Endpoint = new Uri(drs.Url, "ga4gh/drs/v1"), Id = "-" });
        Stores = new ObjectStores();
        Store = new DrsStore(Servers, Stores);
        Stores.Add(Store);
        Engine = new TransferEngine(Stores, new TransferOptions { PartSize = 256 * 1024, Concurrency = 3, StateFolder = Path.Combine(_folder.Path, "state") });
    }

    public LocalDrs Drs { get; }

    /// <summary>The clients' clock.</summary>
    public TimeProvider Time { get; }

    public DrsServers Servers { get; }

    public DrsClient Client { get; }

    public ObjectStores Stores { get; }

    public DrsStore Store { get; }

    public TransferEngine Engine { get; }

    public static async Task<DrsScene> StartAsync(LocalDrsOptions? options = null, Action<DrsOptions, LocalDrs>? configure = null, bool skips = false)
    {
        var drs = await LocalDrs.StartAsync(options);
        var settings = new DrsOptions { IdentifiersEndpoint = null, NameToThingEndpoint = null };
        settings.Hosts["dg.LOCAL"] = new DrsClientOptions { Endpoint = drs.Url };
        configure?.Invoke(settings, drs);
        return new DrsScene(drs, settings, skips ? Skipping(settings) : TimeProvider.System);
    }

    // While a request is under way nobody waits, and the clock must not run ahead of it.
    private static SkippingTime Skipping(DrsOptions settings)
    {
        var time = new SkippingTime();
        settings.Http = new ApiOptions { Handler = new HostsFile { Clock = time } };
        return time;
    }

    public string Add(string text, LocalDrsObject? item = null) => Drs.Add(item ?? new LocalDrsObject { Name = "reads.txt" }, Encoding.UTF8.GetBytes(text));

    public string Add(byte[] bytes, LocalDrsObject? item = null) => Drs.Add(item ?? new LocalDrsObject { Name = "reads.bin" }, bytes);

    public Location Place(string id) => Location.Parse(DrsUri.ForHost(Drs.Authority, id).ToString());

    public string PathOf(string name) => Path.Combine(_folder.Path, name);

    public Location File(string name) => Location.FromPath(PathOf(name));

    public async Task<string> ReadAsync(string id, string name = "copy")
    {
        await Engine.CopyAsync(Place(id), File(name));
        return await System.IO.File.ReadAllTextAsync(PathOf(name));
    }

    public static byte[] Random(int size, int seed = 1)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public async ValueTask DisposeAsync()
    {
        await Drs.DisposeAsync();
        _folder.Dispose();
    }
}
