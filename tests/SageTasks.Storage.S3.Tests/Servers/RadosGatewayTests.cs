using System.Text;
using SageTasks.ContractSuites;
using SageTasks.Http;

namespace SageTasks.Storage.S3.Tests;

/// <summary>What is S3's own, on Ceph's RADOS Gateway.</summary>
[RequiresServer(RadosGatewayServer.Name)]
[Collection(RadosGatewayServer.Name)]
public sealed class RadosGatewayTests(RadosGatewayServer server)
{
    private const int SmallestPart = 5 * 1024 * 1024;

    [ServerFact]
    public async Task A_copy_is_made_on_the_server_in_one_request()
    {
        await using var harness = await StartAsync();
        var store = harness.Store;
        var (from, to) = (harness.Place("a b+é"), harness.Place("copies/ü"));
        var source = await store.PutAsync(from, Text("ACGT"), new PutOptions { ContentType = "text/vcf" });

        var copy = await store.TryCopyAsync(source, to, new PutOptions { ContentType = "text/plain", Metadata = new Dictionary<string, string> { ["of"] = "ä" } });

        Assert.Equal(4, copy!.Version.Size);
        Assert.Equal("text/plain", copy.ContentType);
        Assert.Equal("ä", copy.Metadata["of"]);
        await store.PutAsync(from, Text("another"), new PutOptions());
        await Assert.ThrowsAsync<SourceChangedException>(() => store.TryCopyAsync(source, to, new PutOptions()));
        Assert.Null(await store.TryCopyAsync(source, to, new PutOptions { Mode = PutMode.CreateNew }));
    }

    [ServerFact]
    public async Task A_large_copy_is_made_in_parts()
    {
        var options = await server.OptionsAsync();
        using var client = S3ClientFactory.Make(options);
        var limits = new StoreLimits { MaxPutSize = SmallestPart, MinPartSize = SmallestPart, MaxPartSize = SmallestPart, MaxParts = 10 };
        var session = new S3Session(client, isSigned: true, requesterPays: false, options.StallTimeout, TimeProvider.System);
        await using var harness = new S3Harness(new S3Store(session, owned: null, limits), await server.NewRootAsync());
        var bytes = new byte[(SmallestPart * 2) + 5];
        new Random(3).NextBytes(bytes);
        var source = await harness.Store.PutAsync(harness.Place("large"), ObjectContent.Of(bytes), new PutOptions());

        var copy = await harness.Store.TryCopyAsync(source, harness.Place("copy"), new PutOptions());

        Assert.Equal(bytes.Length, copy!.Version.Size);
        Assert.EndsWith("-3\"", copy.Version.Tag);
        await using var body = await harness.Store.OpenAsync(copy.Location, ByteRange.From(SmallestPart - 3), copy.Version);
        using var memory = new MemoryStream();
        await body.Stream.CopyToAsync(memory);
        Assert.Equal(bytes[(SmallestPart - 3)..], memory.ToArray());
    }

    [ServerFact]
    public async Task Uploads_that_were_begun_are_found_and_named_exactly()
    {
        await using var harness = await StartAsync();
        var store = (S3Store)harness.Store;
        var begun = new List<ObjectUpload>();
        foreach (var name in new[] { "a b+c", "é/1", "z%20" })
        {
            begun.Add(await store.BeginUploadAsync(harness.Place(name), 1, SmallestPart, new PutOptions()));
        }

        var found = new List<ObjectUpload>();
        await foreach (var upload in store.ListUploadsAsync(harness.Root))
        {
            found.Add(upload);
        }

        Assert.Equal(begun.Select(u => (u.Location, u.Id)).Order(Places), found.Select(u => (u.Location, u.Id)).Order(Places));
    }

    [ServerFact]
    public async Task A_stream_that_can_be_read_once_is_written_like_any_other()
    {
        await using var harness = await StartAsync();
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("ACGT", 100_000)));
        var content = ObjectContent.Of(bytes.Length, _ => ValueTask.FromResult<Stream>(new OnceStream(bytes)));

        await harness.Store.PutAsync(harness.Place("stream"), content, new PutOptions());

        Assert.Equal([Digest.Of(bytes, DigestAlgorithm.Md5)], (await harness.Store.StatAsync(harness.Place("stream")))!.Digests);
    }

    [ServerFact]
    public async Task A_refusal_says_what_to_do()
    {
        var options = await server.OptionsAsync();
        using var stranger = new S3Store(new S3Options { Endpoint = options.Endpoint, AccessKey = "NOBODY", SecretKey = "a-secret-that-never-shows" });
        using var store = new S3Store(options);

        var denied = await Assert.ThrowsAsync<AccessDeniedException>(() => stranger.OpenAsync(Location.Parse("s3://tests/x"), ByteRange.All, null));
        var missing = await Assert.ThrowsAsync<NotFoundException>(() => store.OpenAsync(Location.Parse("s3://no-such-bucket/x"), ByteRange.All, null));

        Assert.Equal("InvalidAccessKeyId", denied.Error.Code);
        Assert.DoesNotContain("a-secret-that-never-shows", denied.ToString());
        Assert.Contains("There is no bucket \"no-such-bucket\"", missing.Message);
        Assert.NotNull(missing.Error.RequestId);
    }

    private static Comparer<(Location Location, string Id)> Places { get; } =
        Comparer<(Location Location, string Id)>.Create(static (a, b) => string.CompareOrdinal(a.Location.Address, b.Location.Address));

    private static ObjectContent Text(string text) => ObjectContent.Of(Encoding.UTF8.GetBytes(text));

    private async Task<S3Harness> StartAsync() => new(new S3Store(await server.OptionsAsync()), await server.NewRootAsync());

    private sealed class OnceStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
