using SageTasks.ContractSuites;

namespace SageTasks.Storage.S3.Tests;

/// <summary>What small objects cost: requests, not bytes.</summary>
public sealed class RequestCountTests : IDisposable
{
    private const int Count = 7;
    private static readonly Location From = Location.Parse("s3://bucket/in/");
    private readonly TemporaryFolder _folder = new();
    private readonly StrictS3 _s3 = new();
    private readonly S3Store _store;
    private readonly MemoryStore _memory = new() { Schemes = [LocationScheme.Gs] };

    public RequestCountTests() => _store = _s3.Store();

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_new_copy_of_a_small_object_is_one_request_to_its_source(bool toFile)
    {
        await FillAsync();
        var target = toFile ? Location.FromPath(Path.Combine(_folder.Path, "out")) : Location.Parse("gs://bucket/out");

        var result = await Engine().CopyAsync(Location.Parse("s3://bucket/in/0"), target);

        Assert.Equal("GET", Assert.Single(_s3.Requests).Method);
        Assert.Equal(DigestAlgorithm.Md5, result.SourceVerifiedBy);
        Assert.NotNull(result.SourceVersion.Tag);
        Assert.Equal(5, result.BytesMoved);
    }

    [Fact]
    public async Task A_new_prefix_is_its_lists_and_one_request_for_each_object_and_an_equal_one_is_looked_at_only()
    {
        await FillAsync();
        var plan = TransferPlan.FromPrefix(From, Location.FromPath(_folder.Path + "/out/"));

        Assert.Equal(Count, await Engine().RunAsync(plan).CountAsync(result => result.Outcome == TransferOutcome.Copied));
        Assert.Equal(Count, _s3.Requests.Count(request => request.Key.Length > 0));
        _s3.Requests.Clear();
        Assert.Equal(Count, await Engine().RunAsync(plan).CountAsync(result => result.Outcome == TransferOutcome.Skipped));

        Assert.Equal(Enumerable.Repeat("HEAD", Count), _s3.Requests.Where(request => request.Key.Length > 0).Select(request => request.Method));
    }

    [Fact]
    public async Task What_is_stored_with_an_object_comes_along()
    {
        await _store.PutAsync(Location.Parse("s3://bucket/x"), ObjectContent.Of("ACGT"u8.ToArray()),
            new PutOptions { ContentType = "text/vcf", Metadata = new Dictionary<string, string> { ["study"] = "ü" } });

        await Engine().CopyAsync(Location.Parse("s3://bucket/x"), Location.Parse("gs://bucket/x"));

        var copy = await _memory.StatAsync(Location.Parse("gs://bucket/x"));
        Assert.Equal(("text/vcf", "ü"), (copy!.ContentType, copy.Metadata["study"]));
    }

    [Fact]
    public async Task An_object_whose_tag_is_no_digest_is_looked_at_too()
    {
        var place = Location.Parse("s3://bucket/parts");
        var upload = await _store.BeginUploadAsync(place, 4, 5 * 1024 * 1024, new PutOptions());
        await _store.CompleteUploadAsync(upload, [await _store.PutPartAsync(upload, 1, ObjectContent.Of("ACGT"u8.ToArray()))]);
        _s3.Requests.Clear();

        var result = await Engine().CopyAsync(place, Location.Parse("gs://bucket/x"));

        Assert.Equal(["GET", "HEAD"], _s3.Requests.Select(request => request.Method));
        Assert.Equal(DigestAlgorithm.Crc32C, result.SourceVerifiedBy);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await Assert.ThrowsAsync<FileNotFoundException>(() => Engine().CopyAsync(Location.Parse("s3://bucket/absent"), Location.Parse("gs://bucket/x")));
    }

    private TransferEngine Engine() =>
        new(new ObjectStores(_store, _memory), new TransferOptions { StateFolder = Path.Combine(_folder.Path, "state") });

    private async Task FillAsync()
    {
        for (var number = 0; number < Count; number++)
        {
            await _store.PutAsync(Location.Parse($"{From.Address}{number}"), ObjectContent.Of("reads"u8.ToArray()), new PutOptions());
        }

        _s3.Requests.Clear();
    }
}
