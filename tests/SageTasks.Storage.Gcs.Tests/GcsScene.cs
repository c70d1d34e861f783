using System.Collections.Concurrent;
using SageTasks.Http;
using SageTasks.Testing;

namespace SageTasks.Storage.Gcs.Tests;

/// <summary>A local Cloud Storage with a store in front of it, quick to try again.</summary>
internal sealed class GcsScene : IAsyncDisposable
{
    public const string Bucket = "reads";
    public const int Quantum = 256 * 1024;

    private GcsScene(LocalGcs server, ConcurrentQueue<ObservedExchange> seen)
    {
        (Server, Seen) = (server, seen);
        Store = NewStore();
    }

    public LocalGcs Server { get; }

    public GcsStore Store { get; }

    public ConcurrentQueue<ObservedExchange> Seen { get; }

    public static async Task<GcsScene> StartAsync(LocalGcsOptions? options = null)
    {
        var seen = new ConcurrentQueue<ObservedExchange>();
        var server = await LocalGcs.StartAsync((options ?? new LocalGcsOptions()) with { Buckets = [Bucket], Observer = seen.Enqueue });
        return new GcsScene(server, seen);
    }

    /// <summary>A store as another process would make it: it knows of no upload.</summary>
    public GcsStore NewStore(Action<GcsOptions>? configure = null)
    {
        var options = new GcsOptions
        {
            Endpoint = Server.Url,
            Http = new ApiOptions { Retry = new RetryOptions { BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(5) } },
        };
        if (configure is null)
        {
            options.TokenProvider = _ => ValueTask.FromResult(Server.Token);
        }

        configure?.Invoke(options);
        return new GcsStore(options);
    }

    public static Location Place(string name) => Location.Parse($"gs://{Bucket}/{name}");

    public Task<ObjectInfo> PutAsync(string name, string text, PutOptions? options = null) =>
        Store.PutAsync(Place(name), ObjectContent.Of(System.Text.Encoding.UTF8.GetBytes(text)), options ?? new PutOptions());

    public async Task<string> ReadAsync(string name) => System.Text.Encoding.UTF8.GetString(await BytesAsync(name));

    public async Task<byte[]> BytesAsync(string name)
    {
        await using var body = await Store.OpenAsync(Place(name), ByteRange.All, null);
        using var memory = new MemoryStream();
        await body.Stream.CopyToAsync(memory);
        return memory.ToArray();
    }

    public int Created(string name) => Server.Journal.OfKind("object.created").Count(entry => entry.Id == $"{Bucket}/{name}");

    public static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
