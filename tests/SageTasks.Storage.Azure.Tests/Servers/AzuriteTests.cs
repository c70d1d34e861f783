using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using SageTasks.ContractSuites;
using SageTasks.Http;

namespace SageTasks.Storage.Azure.Tests;

/// <summary>What Azure has and other stores have not, on Azurite.</summary>
[RequiresServer(AzuriteServer.Name)]
[Collection(AzuriteServer.Name)]
public sealed class AzuriteTests(AzuriteServer server)
{
    private const int PartSize = 64 * 1024;

    [ServerFact]
    public async Task An_aborted_upload_lets_go_of_its_bytes_and_leaves_the_blob_and_other_uploads_alone()
    {
        var (store, root) = await StoreAsync();
        var place = Location.Parse(root.Address + "kept");
        var kept = await store.PutAsync(place, Text("kept"), new PutOptions());
        var (given, other) = (await BeginAsync(store, place), await BeginAsync(store, place));
        await PutAsync(store, given);
        var others = await PutAsync(store, other);

        await store.AbortUploadAsync(given);

        Assert.Equal(kept.Version, (await store.StatAsync(place))!.Version);
        Assert.Equal(PartSize + 1 + 3, (await WaitingAsync(place)).Sum());
        await Assert.ThrowsAsync<UploadGoneException>(() => PartsAsync(store, given));
        Assert.Equal(PartSize + 1, (await store.CompleteUploadAsync(other, others)).Version.Size);
    }

    [ServerFact]
    public async Task Uploads_that_nobody_finished_are_listed_until_they_are_aborted()
    {
        var (store, root) = await StoreAsync();
        var upload = await BeginAsync(store, Location.Parse(root.Address + "begun/one"));
        await PutAsync(store, upload);
        await store.PutAsync(Location.Parse(root.Address + "begun/empty"), Text(""), new PutOptions());

        var found = Assert.Single(await UploadsAsync(store, root));
        Assert.Equal((upload.Location, upload.Id), (found.Location, found.Id));
        Assert.InRange((upload.StartedAt - found.StartedAt)!.Value, TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
        Assert.Empty(await UploadsAsync(store, Location.Parse(root.Address + "elsewhere/")));

        await store.AbortUploadAsync(found);
        Assert.Empty(await UploadsAsync(store, root));
    }

    [ServerFact]
    public async Task A_completed_upload_that_came_too_late_for_its_reply_is_known_by_its_blocks()
    {
        var (store, root) = await StoreAsync();
        var upload = await BeginAsync(store, Location.Parse(root.Address + "once"), new PutOptions { Mode = PutMode.CreateNew });
        var parts = await PutAsync(store, upload);
        var first = await store.CompleteUploadAsync(upload, parts);

        Assert.Equal(first.Version.Tag, (await store.CompleteUploadAsync(upload, parts)).Version.Tag);
        await Assert.ThrowsAsync<UploadGoneException>(() => PartsAsync(store, upload));
    }

    [ServerFact]
    public async Task An_empty_upload_becomes_an_empty_blob_once()
    {
        var (store, root) = await StoreAsync();
        var upload = await store.BeginUploadAsync(Location.Parse(root.Address + "nothing"), 0, PartSize, new PutOptions { Mode = PutMode.CreateNew });
        var part = await store.PutPartAsync(upload, 1, Text(""));

        var made = await store.CompleteUploadAsync(upload, [part]);

        Assert.Equal(0, made.Version.Size);
        Assert.Equal(made.Version.Tag, (await store.CompleteUploadAsync(upload, [part])).Version.Tag);
        Assert.Empty((await store.StatAsync(upload.Location))!.Metadata);
    }

    [ServerFact]
    public async Task The_announced_md5_of_an_upload_is_stated()
    {
        var (store, root) = await StoreAsync();
        var md5 = Digest.Of(new byte[PartSize + 1], DigestAlgorithm.Md5);
        var upload = await BeginAsync(store, Location.Parse(root.Address + "stated"), new PutOptions { Digests = [md5] });

        await store.CompleteUploadAsync(upload, await PutAsync(store, upload));

        Assert.Equal([md5], (await store.StatAsync(upload.Location))!.Digests);
    }

    [ServerFact]
    public async Task A_part_with_a_wrong_md5_is_refused()
    {
        var (store, root) = await StoreAsync();
        var upload = await BeginAsync(store, Location.Parse(root.Address + "lie"));
        var lie = ObjectContent.Of(new byte[1], [Digest.Of("other"u8, DigestAlgorithm.Md5)]);

        await Assert.ThrowsAsync<DigestMismatchException>(() => store.PutPartAsync(upload, 2, lie));
    }

    [ServerFact]
    public async Task A_body_that_is_not_read_to_its_end_gives_its_connection_back()
    {
        var (_, root) = await StoreAsync();
        var store = new AzureBlobStore(await server.ClientAsync(new LosingHandler(_ => false), connections: 1));
        var place = Location.Parse(root.Address + "large");
        await store.PutAsync(place, ObjectContent.Of(new byte[8 * 1024 * 1024]), new PutOptions());
        for (var i = 0; i < 3; i++)
        {
            await using var body = await store.OpenAsync(place, ByteRange.All, null).WaitAsync(TimeSpan.FromSeconds(30));
            Assert.True(await body.Stream.ReadAsync(new byte[10]) > 0);
        }
    }

    [ServerFact]
    public async Task Blobs_with_snapshots_are_not_deleted()
    {
        var (store, root) = await StoreAsync();
        var place = Location.Parse(root.Address + "snapped");
        await store.PutAsync(place, Text("x"), new PutOptions());
        await (await ClientAsync(place)).CreateSnapshotAsync();

        var error = await Assert.ThrowsAsync<ConflictException>(() => store.DeleteAsync(place));
        Assert.Contains("snapshots", error.Message, StringComparison.Ordinal);
    }

    [ServerFact]
    public async Task A_missing_container_and_a_wrong_key_are_named()
    {
        var (store, _) = await StoreAsync();
        var missing = await Assert.ThrowsAsync<NotFoundException>(() => store.PutAsync(Location.Parse("az://nowhere/x"), Text("x"), new PutOptions()));
        Assert.Equal("ContainerNotFound", missing.Error.Code);
        Assert.Contains("no container \"nowhere\"", missing.Message, StringComparison.Ordinal);
        Assert.NotNull(missing.Error.RequestId);

        var options = await server.OptionsAsync();
        var stranger = new AzureBlobStore(new AzureBlobOptions { Endpoint = options.Endpoint, AccountKey = "d3Jvbmc=" });
        await Assert.ThrowsAsync<AccessDeniedException>(() => stranger.StatAsync(Location.Parse("az://nowhere/x")));
    }

    private async Task<(AzureBlobStore Store, Location Root)> StoreAsync() =>
        (new AzureBlobStore(await server.OptionsAsync()), await server.NewRootAsync());

    private async Task<BlockBlobClient> ClientAsync(Location place)
    {
        var options = await server.OptionsAsync();
        var key = new global::Azure.Storage.StorageSharedKeyCredential(options.Endpoint!.Segments[^1], options.AccountKey);
        return new BlobServiceClient(options.Endpoint, key).GetBlobContainerClient(place.Authority).GetBlockBlobClient(place.Path);
    }

    private async Task<IEnumerable<long>> WaitingAsync(Location place) =>
        (await (await ClientAsync(place)).GetBlockListAsync()).Value.UncommittedBlocks.Select(block => block.SizeLong);

    private static Task<ObjectUpload> BeginAsync(AzureBlobStore store, Location place, PutOptions? options = null) =>
        store.BeginUploadAsync(place, PartSize + 1, PartSize, options ?? new PutOptions());

    private static async Task<IReadOnlyList<UploadedPart>> PutAsync(AzureBlobStore store, ObjectUpload upload) =>
        [await store.PutPartAsync(upload, 1, ObjectContent.Of(new byte[PartSize])), await store.PutPartAsync(upload, 2, ObjectContent.Of(new byte[1]))];

    private static async Task<List<UploadedPart>> PartsAsync(AzureBlobStore store, ObjectUpload upload) => await store.ListPartsAsync(upload).ToListAsync();

    private static async Task<List<ObjectUpload>> UploadsAsync(AzureBlobStore store, Location prefix) => await store.ListUploadsAsync(prefix).ToListAsync();

    private static ObjectContent Text(string text) => ObjectContent.Of(Encoding.UTF8.GetBytes(text));
}
