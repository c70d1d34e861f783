using SageTasks.ContractSuites;

namespace SageTasks.Storage.Azure.Tests;

/// <summary>Azurite under the transfer engine: files up, down and across.</summary>
[RequiresServer(AzuriteServer.Name)]
[Collection(AzuriteServer.Name)]
public sealed class EngineTests(AzuriteServer server) : IDisposable
{
    private const int PartSize = 256 * 1024;

    private static readonly byte[] Content = Bytes((4 * PartSize) + 5);
    private static readonly Digest Md5 = Digest.Of(Content, DigestAlgorithm.Md5);

    private readonly TemporaryFolder _folder = new();

    [ServerFact]
    public async Task A_file_goes_up_across_and_down_whole()
    {
        var (store, root) = (new AzureBlobStore(await server.OptionsAsync()), await server.NewRootAsync());
        var back = Location.FromPath(Path.Combine(_folder.Path, "back"));

        var up = await Engine(store).CopyAsync(Write(), Place(root, "up"), new CopyOptions { Mode = PutMode.CreateNew, Expected = [Md5] });
        var across = await Engine(store).CopyAsync(Place(root, "up"), Place(root, "across"));
        var down = await Engine(store).CopyAsync(Place(root, "across"), back);

        Assert.Equal(Content, await File.ReadAllBytesAsync(back.LocalPath));
        Assert.Equal(DigestAlgorithm.Md5, up.SourceVerifiedBy);
        Assert.Null(up.DestinationVerifiedBy);
        Assert.Equal([Md5], (await store.StatAsync(Place(root, "up")))!.Digests);
        Assert.True(across.IsServerSide);
        Assert.Equal(DigestAlgorithm.Md5, down.SourceVerifiedBy);
    }

    [ServerFact]
    public async Task A_copy_whose_connection_failed_for_good_sends_only_the_rest()
    {
        var root = await server.NewRootAsync();
        var outage = new OutageHandler(requests: 2);
        var first = new AzureBlobStore(await server.ClientAsync(outage));
        var file = Write();
        var options = new CopyOptions { Mode = PutMode.CreateNew };
        await Assert.ThrowsAnyAsync<Exception>(() => Engine(first).CopyAsync(file, Place(root, "resumed"), options));

        var store = new AzureBlobStore(await server.OptionsAsync());
        var result = await Engine(store).CopyAsync(file, Place(root, "resumed"), options);

        Assert.Equal(2 * PartSize, result.BytesResumed);
        Assert.Equal(Content.Length, (await store.StatAsync(Place(root, "resumed")))!.Version.Size);
        Assert.Empty(await store.ListUploadsAsync(root).ToListAsync());
    }

    [ServerFact]
    public async Task A_small_blob_is_one_request_and_brings_what_is_stored_with_it()
    {
        var root = await server.NewRootAsync();
        var counter = new CountingHandler();
        var store = new AzureBlobStore(await server.ClientAsync(counter));
        await store.PutAsync(Place(root, "small"), ObjectContent.Of("ACGT"u8.ToArray()), new PutOptions { ContentType = "text/vcf" });
        counter.Methods.Clear();

        var result = await Engine(store).CopyAsync(Place(root, "small"), Location.FromPath(Path.Combine(_folder.Path, "small")));

        Assert.Equal(["GET"], counter.Methods);
        Assert.Equal(DigestAlgorithm.Md5, result.SourceVerifiedBy);
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    private static Location Place(Location root, string name) => Location.Parse(root.Address + name);

    private TransferEngine Engine(AzureBlobStore store) => new(
        new ObjectStores(store),
        new TransferOptions { PartSize = PartSize, Concurrency = 1, RetryDelay = TimeSpan.FromMilliseconds(1), StateFolder = Path.Combine(_folder.Path, "state") });

    private Location Write()
    {
        var path = Path.Combine(_folder.Path, "reads");
        File.WriteAllBytes(path, Content);
        return Location.FromPath(path);
    }

    private sealed class CountingHandler : DelegatingHandler
    {
        public List<string> Methods { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Methods.Add(request.Method.Method);
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Lets some blocks through and then nothing that writes.</summary>
    private sealed class OutageHandler(int requests) : DelegatingHandler
    {
        private int _written;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.Method == HttpMethod.Put && Interlocked.Increment(ref _written) > requests
                ? Task.FromException<HttpResponseMessage>(new HttpRequestException("The network is unreachable."))
                : base.SendAsync(request, cancellationToken);
    }
}
