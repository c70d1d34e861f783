using System.Text;

namespace SageTasks.Storage.S3.Tests;

/// <summary>Copies inside S3, whose source is pinned and whose destination may be conditional.</summary>
public sealed class CopyTests
{
    private const int SmallestPart = 5 * 1024 * 1024;
    private static readonly Location From = Location.Parse("s3://bucket/from é");
    private static readonly Location To = Location.Parse("s3://bucket/to");
    private readonly StrictS3 _s3 = new();

    [Fact]
    public async Task A_copy_is_new_or_refused()
    {
        using var store = _s3.Store();
        var source = await store.PutAsync(From, Text("ACGT"), new PutOptions());

        var copy = await store.TryCopyAsync(source, To, new PutOptions { Mode = PutMode.CreateNew, ContentType = "text/vcf" });

        Assert.Equal((4, "text/vcf"), (copy!.Version.Size, copy.ContentType));
        await Assert.ThrowsAsync<DestinationExistsException>(() => store.TryCopyAsync(source, To, new PutOptions { Mode = PutMode.CreateNew }));
        await store.PutAsync(From, Text("other"), new PutOptions());
        await Assert.ThrowsAsync<SourceChangedException>(() => store.TryCopyAsync(source, To, new PutOptions()));
    }

    [Fact]
    public async Task A_copy_whose_reply_was_lost_is_a_success()
    {
        using var store = _s3.Store();
        var source = await store.PutAsync(From, Text("ACGT"), new PutOptions());
        _s3.Faults.Enqueue(StrictFault.LoseReply);

        Assert.NotNull(await store.TryCopyAsync(source, To, new PutOptions { Mode = PutMode.CreateNew }));
    }

    [Fact]
    public async Task What_somebody_else_writes_right_after_a_copy_is_not_taken_for_it()
    {
        using var store = _s3.Store();
        var source = await store.PutAsync(From, Text("ACGT"), new PutOptions());
        _s3.Faults.Enqueue(StrictFault.Overtake);

        var copy = await store.TryCopyAsync(source, To, new PutOptions());

        Assert.Equal((4, source.Version.Tag), (copy!.Version.Size, copy.Version.Tag));
    }

    [Fact]
    public async Task A_large_copy_goes_in_parts_and_leaves_none_behind_when_it_fails()
    {
        using var client = S3ClientFactory.Make(new S3Options { Region = "eu-west-1", AccessKey = "AKIDEXAMPLE", SecretKey = "b" }, _s3);
        var limits = new StoreLimits { MaxPutSize = SmallestPart, MinPartSize = SmallestPart, MaxPartSize = SmallestPart, MaxParts = 10 };
        using var store = new S3Store(new S3Session(client, isSigned: true, requesterPays: false, TimeSpan.FromSeconds(30), TimeProvider.System), owned: null, limits);
        var bytes = new byte[(SmallestPart * 2) + 5];
        new Random(3).NextBytes(bytes);
        var source = await store.PutAsync(From, ObjectContent.Of(bytes), new PutOptions());

        var copy = await store.TryCopyAsync(source, To, new PutOptions());

        Assert.Equal(bytes.Length, copy!.Version.Size);
        Assert.Equal([Digest.Of(bytes, DigestAlgorithm.Crc32C)], copy.Digests);
        await store.PutAsync(From, Text("other"), new PutOptions());
        await Assert.ThrowsAsync<SourceChangedException>(() => store.TryCopyAsync(source, To, new PutOptions()));
        Assert.False(await store.ListUploadsAsync(Location.Parse("s3://bucket/")).GetAsyncEnumerator().MoveNextAsync());
    }

    [Fact]
    public async Task What_another_server_might_ignore_is_not_asked_of_it()
    {
        var wire = new Wire(_ => Wire.Answer(500));
        using var store = wire.Store();
        var source = new ObjectInfo { Location = From, Version = new ObjectVersion { Size = 4, Tag = "\"a\"" } };

        Assert.Null(await store.TryCopyAsync(source, To, new PutOptions { Mode = PutMode.CreateNew }));
        Assert.Null(await store.TryCopyAsync(source with { Location = Location.Parse("gs://bucket/x") }, To, new PutOptions()));
        Assert.Null(await store.TryCopyAsync(source with { Version = new ObjectVersion { Size = 4 } }, To, new PutOptions()));
        Assert.Empty(wire.Requests);
    }

    private static ObjectContent Text(string text) => ObjectContent.Of(Encoding.UTF8.GetBytes(text));
}
