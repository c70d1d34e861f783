using System.Text;
using SageTasks.ContractSuites;

namespace SageTasks.Storage.Azure.Tests;

/// <summary>Copies inside an account, on Azurite: no byte passes this machine.</summary>
[RequiresServer(AzuriteServer.Name)]
[Collection(AzuriteServer.Name)]
public sealed class CopyTests(AzuriteServer server)
{
    [ServerFact]
    public async Task A_copy_has_the_bytes_and_its_own_metadata()
    {
        var (store, root) = await StoreAsync();
        var source = await PutAsync(store, Place(root, "source ü.txt"), "text/plain");

        var copy = await store.TryCopyAsync(source, Place(root, "copy"), new PutOptions { Metadata = new Dictionary<string, string> { ["study"] = "syn2" } });

        Assert.Equal("bytes", await ReadAsync(store, copy!.Location));
        Assert.Equal(source.Digests, copy.Digests);
        Assert.Equal("text/plain", copy.ContentType);
        Assert.Equal(new Dictionary<string, string> { ["study"] = "syn2" }, copy.Metadata);
        Assert.Empty((await store.TryCopyAsync(source, Place(root, "bare"), new PutOptions()))!.Metadata);
    }

    [ServerFact]
    public async Task A_copy_with_another_media_type_is_put_together_from_blocks()
    {
        var (store, root) = await StoreAsync();
        var source = await PutAsync(store, Place(root, "source"), "text/plain");

        var copy = await store.TryCopyAsync(source, Place(root, "copy"), new PutOptions { ContentType = "text/vcf" });

        Assert.Equal("bytes", await ReadAsync(store, copy!.Location));
        Assert.Equal("text/vcf", (await store.StatAsync(copy.Location))!.ContentType);
        Assert.Equal(source.Digests, (await store.StatAsync(copy.Location))!.Digests);
        Assert.Empty(await store.ListUploadsAsync(root).ToListAsync());
    }

    [ServerTheory]
    [InlineData(null)]
    [InlineData("text/vcf")]
    public async Task A_source_that_was_replaced_is_not_copied(string? contentType)
    {
        var (store, root) = await StoreAsync();
        var old = await PutAsync(store, Place(root, "source"), "text/plain");
        await PutAsync(store, Place(root, "source"), "text/plain");

        await Assert.ThrowsAsync<SourceChangedException>(() => store.TryCopyAsync(old, Place(root, "copy"), new PutOptions { ContentType = contentType }));
        await store.DeleteAsync(old.Location);
        await Assert.ThrowsAsync<SourceChangedException>(() => store.TryCopyAsync(old, Place(root, "copy"), new PutOptions { ContentType = contentType }));
        Assert.Null(await store.StatAsync(Place(root, "copy")));
    }

    [ServerTheory]
    [InlineData(null)]
    [InlineData("text/vcf")]
    public async Task Conditions_hold_for_the_destination(string? contentType)
    {
        var (store, root) = await StoreAsync();
        var source = await PutAsync(store, Place(root, "source"), "text/plain");
        var there = await PutAsync(store, Place(root, "there"), "text/plain");
        var create = new PutOptions { Mode = PutMode.CreateNew, ContentType = contentType };

        await Assert.ThrowsAsync<DestinationExistsException>(() => store.TryCopyAsync(source, there.Location, create));
        var replace = new PutOptions { Mode = PutMode.IfMatch, IfMatch = there.Version, ContentType = contentType };
        Assert.NotNull(await store.TryCopyAsync(source, there.Location, replace));
        await Assert.ThrowsAsync<DestinationChangedException>(() => store.TryCopyAsync(source, there.Location, replace));
    }

    [ServerFact]
    public async Task A_copy_whose_reply_was_lost_is_known_by_its_mark()
    {
        var root = await server.NewRootAsync();
        var lossy = new LosingHandler(request => request.Method == HttpMethod.Put && request.Headers.Contains("x-ms-copy-source"));
        var store = new AzureBlobStore(await server.ClientAsync(lossy));
        var source = await PutAsync(store, Place(root, "source"), "text/plain");

        var copy = await store.TryCopyAsync(source, Place(root, "copy"), new PutOptions { Mode = PutMode.CreateNew });

        Assert.Equal("bytes", await ReadAsync(store, copy!.Location));
        Assert.Equal(1, lossy.Lost);
    }

    [ServerFact]
    public async Task A_completion_whose_reply_was_lost_is_known_by_its_blocks()
    {
        var root = await server.NewRootAsync();
        var lossy = new LosingHandler(request => request.RequestUri!.Query.Contains("comp=blocklist", StringComparison.Ordinal) && request.Method == HttpMethod.Put);
        var store = new AzureBlobStore(await server.ClientAsync(lossy));
        var upload = await store.BeginUploadAsync(Place(root, "made"), 5, 5, new PutOptions { Mode = PutMode.CreateNew });
        var part = await store.PutPartAsync(upload, 1, Text("bytes"));

        var made = await store.CompleteUploadAsync(upload, [part]);

        Assert.Equal((await store.StatAsync(made.Location))!.Version, made.Version);
        Assert.Equal(1, lossy.Lost);
    }

    private async Task<(AzureBlobStore Store, Location Root)> StoreAsync() =>
        (new AzureBlobStore(await server.OptionsAsync()), await server.NewRootAsync());

    private static Location Place(Location root, string name) => Location.Parse(root.Address + name);

    private static async Task<ObjectInfo> PutAsync(AzureBlobStore store, Location place, string contentType)
    {
        var written = new PutOptions { ContentType = contentType, Metadata = new Dictionary<string, string> { ["study"] = "syn1" } };
        await store.PutAsync(place, Text("bytes"), written);
        return (await store.StatAsync(place))!;
    }

    private static async Task<string> ReadAsync(AzureBlobStore store, Location place)
    {
        await using var body = await store.OpenAsync(place, ByteRange.All, null);
        using var reader = new StreamReader(body.Stream);
        return await reader.ReadToEndAsync();
    }

    private static ObjectContent Text(string text) => ObjectContent.Of(Encoding.UTF8.GetBytes(text));
}
