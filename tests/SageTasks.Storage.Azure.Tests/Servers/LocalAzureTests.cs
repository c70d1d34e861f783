using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Sas;
using SageTasks.Testing;

namespace SageTasks.Storage.Azure.Tests;

/// <summary>The local Blob Storage with Microsoft's own client.</summary>
public sealed class LocalAzureTests
{
    private const string Name = "reads";

    [Fact]
    public async Task A_blob_is_known_by_its_digest_its_ranges_and_its_metadata()
    {
        await using var server = await StartAsync();
        var blob = Container(server).GetBlobClient("a b/ü+c.txt");
        await blob.UploadAsync(BinaryData.FromString("0123456789"), new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["study"] = "syn1" } });

        var found = (await blob.GetPropertiesAsync()).Value;
        Assert.Equal((10, "syn1"), (found.ContentLength, found.Metadata["study"]));
        Assert.Equal(Digest.Of("0123456789"u8, DigestAlgorithm.Md5).ToBase64(), Convert.ToBase64String(found.ContentHash));
        var stretch = (await blob.DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(3, 4) })).Value;
        Assert.Equal("3456", stretch.Content.ToString());
        Assert.Equal("InvalidRange", await CodeAsync(() => blob.DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(10, 1) })));
        Assert.Equal("BlobNotFound", await CodeAsync(() => Container(server).GetBlobClient("none").DownloadContentAsync()));
    }

    [Fact]
    public async Task Conditions_are_kept_to()
    {
        await using var server = await StartAsync();
        var blob = Container(server).GetBlobClient("once");
        var first = (await blob.UploadAsync(BinaryData.FromString("1"), If(new BlobRequestConditions { IfNoneMatch = ETag.All }))).Value;

        Assert.Equal("BlobAlreadyExists", await CodeAsync(() => blob.UploadAsync(BinaryData.FromString("2"), If(new BlobRequestConditions { IfNoneMatch = ETag.All }))));
        await blob.UploadAsync(BinaryData.FromString("2"), If(new BlobRequestConditions { IfMatch = first.ETag }));
        Assert.Equal("ConditionNotMet", await CodeAsync(() => blob.UploadAsync(BinaryData.FromString("3"), If(new BlobRequestConditions { IfMatch = first.ETag }))));
        Assert.Equal("ConditionNotMet", await CodeAsync(() => blob.DeleteAsync(conditions: new BlobRequestConditions { IfMatch = first.ETag })));
        Assert.Equal("2", (await blob.DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task Blocks_wait_until_a_list_names_them()
    {
        await using var server = await StartAsync();
        var blob = Container(server).GetBlockBlobClient("blocks");
        var (one, two) = (Id("one"), Id("two"));
        await blob.StageBlockAsync(one, Stream("abc"));
        await blob.StageBlockAsync(two, Stream("def"));

        Assert.False((await blob.ExistsAsync()).Value);
        Assert.Equal([(one, 3L), (two, 3L)], (await blob.GetBlockListAsync(BlockListTypes.All)).Value.UncommittedBlocks.Select(block => (block.Name, block.SizeLong)));
        Assert.Equal("InvalidBlockList", await CodeAsync(() => blob.CommitBlockListAsync([Id("six")])));
        Assert.Equal("InvalidBlobOrBlock", await CodeAsync(() => blob.StageBlockAsync(Id("another length"), Stream("x"))));
        await blob.CommitBlockListAsync([two, one]);
        await blob.StageBlockAsync(Id("six"), Stream("!"));
        await blob.CommitBlockListAsync([one, Id("six")]);

        Assert.Equal("abc!", (await blob.DownloadContentAsync()).Value.Content.ToString());
        Assert.Empty((await blob.GetBlockListAsync(BlockListTypes.All)).Value.UncommittedBlocks);
    }

    [Fact]
    public async Task A_wrong_digest_key_or_signature_is_refused()
    {
        await using var server = await StartAsync();
        var blob = Container(server).GetBlockBlobClient("lie");
        Assert.Equal("Md5Mismatch", await CodeAsync(() => blob.StageBlockAsync(Id("one"), Stream("abc"), new BlockBlobStageBlockOptions
        {
            TransferValidation = new global::Azure.Storage.UploadTransferValidationOptions { ChecksumAlgorithm = global::Azure.Storage.StorageChecksumAlgorithm.MD5, PrecalculatedChecksum = new byte[16] },
        })));
        var stranger = new BlobServiceClient(server.Endpoint, new global::Azure.Storage.StorageSharedKeyCredential(server.AccountName, "d3Jvbmc="));
        Assert.Equal("AuthenticationFailed", await CodeAsync(() => stranger.GetBlobContainerClient(Name).GetBlobClient("lie").UploadAsync(BinaryData.FromString("x"))));
        var anonymous = new BlobClient(blob.Uri);
        Assert.Equal("NoAuthenticationInformation", await CodeAsync(() => anonymous.DownloadContentAsync()));

        await blob.UploadAsync(Stream("abc"));
        var reading = new BlobClient(blob.GenerateSasUri(BlobSasPermissions.Read, DateTimeOffset.UtcNow.AddMinutes(5)));
        Assert.Equal("abc", (await reading.DownloadContentAsync()).Value.Content.ToString());
        Assert.Equal("AuthorizationPermissionMismatch", await CodeAsync(() => reading.UploadAsync(BinaryData.FromString("x"), overwrite: true)));
        var expired = new BlobClient(blob.GenerateSasUri(BlobSasPermissions.Read, DateTimeOffset.UtcNow.AddMinutes(-5)));
        Assert.Equal("AuthenticationFailed", await CodeAsync(() => expired.DownloadContentAsync()));
    }

    [Fact]
    public async Task A_checksum_that_the_client_combines_is_the_one_that_the_server_takes()
    {
        await using var server = await StartAsync();
        var blob = Container(server).GetBlockBlobClient("crc");
        var content = new byte[100_001];
        new Random(1).NextBytes(content);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, blob.GenerateSasUri(BlobSasPermissions.Write, DateTimeOffset.UtcNow.AddMinutes(5))) { Content = new ByteArrayContent(content) };
        request.Headers.Add("x-ms-blob-type", "BlockBlob");

        using var answer = await http.SendAsync(request);

        var crc = Convert.FromHexString(Digest.Of(content, DigestAlgorithm.Crc64Nvme).Value);
        Array.Reverse(crc);
        Assert.Equal(Convert.ToBase64String(crc), Assert.Single(answer.Headers.GetValues("x-ms-content-crc64")));
    }

    [Fact]
    public async Task Lists_come_in_pages_and_fold_at_the_delimiter()
    {
        await using var server = await StartAsync();
        var container = Container(server);
        foreach (var name in new[] { "a/1", "a/2", "b", "é", "z\u0001" })
        {
            await container.UploadBlobAsync(name, BinaryData.FromString("x"));
        }

        var names = new List<string>();
        await foreach (var page in container.GetBlobsAsync().AsPages(pageSizeHint: 2))
        {
            Assert.True(page.Values.Count <= 2);
            names.AddRange(page.Values.Select(item => item.Name));
        }

        Assert.Equal(["a/1", "a/2", "b", "z\u0001", "é"], names);
        var folded = await container.GetBlobsByHierarchyAsync(delimiter: "/").Select(item => item.IsPrefix ? item.Prefix : item.Blob.Name).ToListAsync();
        Assert.Equal(["a/", "b", "z\u0001", "é"], folded.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Copies_are_made_on_the_server_from_an_address_that_grants_access()
    {
        await using var server = await StartAsync();
        var container = Container(server);
        var source = container.GetBlockBlobClient("source");
        await source.UploadAsync(Stream("0123456789"), metadata: new Dictionary<string, string> { ["study"] = "syn1" });
        var granted = source.GenerateSasUri(BlobSasPermissions.Read, DateTimeOffset.UtcNow.AddMinutes(5));

        var copy = container.GetBlockBlobClient("copy");
        Assert.Equal("CannotVerifyCopySource", await CodeAsync(() => copy.SyncCopyFromUriAsync(source.Uri)));
        Assert.Equal(CopyStatus.Success, (await copy.SyncCopyFromUriAsync(granted)).Value.CopyStatus);
        await (await container.GetBlockBlobClient("begun").StartCopyFromUriAsync(source.Uri)).WaitForCompletionAsync();
        var blocks = container.GetBlockBlobClient("blocks");
        await blocks.StageBlockFromUriAsync(granted, Id("one"), new StageBlockFromUriOptions { SourceRange = new HttpRange(2, 3) });
        await blocks.CommitBlockListAsync([Id("one")]);

        Assert.Equal("0123456789", (await copy.DownloadContentAsync()).Value.Content.ToString());
        Assert.Equal("syn1", (await container.GetBlobClient("begun").GetPropertiesAsync()).Value.Metadata["study"]);
        Assert.Equal("234", (await blocks.DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task State_survives_in_its_folder()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var options = new LocalAzureBlobOptions { StateFolder = folder, Token = "a token", Containers = [Name] };
            await using (var server = await LocalAzureBlob.StartAsync(options))
            {
                await Container(server).UploadBlobAsync("kept", BinaryData.FromString("kept"));
                await Container(server).GetBlockBlobClient("begun").StageBlockAsync(Id("one"), Stream("abc"));
            }

            await using var again = await LocalAzureBlob.StartAsync(options);
            Assert.Equal("kept", (await Container(again).GetBlobClient("kept").DownloadContentAsync()).Value.Content.ToString());
            Assert.Single((await Container(again).GetBlockBlobClient("begun").GetBlockListAsync(BlockListTypes.Uncommitted)).Value.UncommittedBlocks);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<LocalAzureBlob> StartAsync() => LocalAzureBlob.StartAsync(new LocalAzureBlobOptions { Containers = [Name] });

    private static BlobContainerClient Container(LocalAzureBlob server) =>
        new BlobServiceClient(server.ConnectionString, new BlobClientOptions { Retry = { MaxRetries = 0 } }).GetBlobContainerClient(Name);

    private static BlobUploadOptions If(BlobRequestConditions conditions) => new() { Conditions = conditions };

    private static string Id(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private static async Task<string?> CodeAsync(Func<Task> request) => (await Assert.ThrowsAsync<RequestFailedException>(request)).ErrorCode;
}
