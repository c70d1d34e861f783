using SageTasks.Storage;
using Xunit;

namespace SageTasks.ContractSuites;

public abstract partial class StoreSuite
{
    private IMultipartStore? Parts => Store as IMultipartStore;

    private long PartSize => Math.Max(64 * 1024, Math.Max(Can.Limits.MinPartSize, Can.Limits.PartSizeMultiple));

    [ServerFact]
    public async Task parts_become_one_object_on_completion_and_not_before()
    {
        Assert.Equal(Can.Multipart != MultipartSupport.None, Parts is not null);
        if (Parts is null)
        {
            return;
        }

        var (place, bytes) = (Harness.Place("parts"), Bytes((PartSize * 2) + 7));
        var upload = await Parts.BeginUploadAsync(place, bytes.Length, PartSize, Knowing(bytes, Described()));
        var parts = await PutAllAsync(upload, bytes, Can.Multipart == MultipartSupport.Parallel ? [3, 1, 2] : [1, 2, 3]);
        Assert.Null(await Store.StatAsync(place));

        var made = await Parts.CompleteUploadAsync(upload, parts);

        Assert.Equal(bytes.Length, made.Version.Size);
        Assert.Equal(Digest.Of(bytes, DigestAlgorithm.Sha256), Digest.Of(await BytesAsync(place), DigestAlgorithm.Sha256));
        var found = await Store.StatAsync(place);
        Assert.All(found!.Digests, digest => Assert.Equal(Digest.Of(bytes, digest.Algorithm), digest));
        if (Can.Metadata)
        {
            Assert.Equal("text/vcf", found.ContentType);
            Assert.Equal("syn1", found.Metadata["study"]);
        }
    }

    [ServerFact]
    public async Task another_process_goes_on_with_an_upload_from_what_the_store_lists()
    {
        if (Parts is null)
        {
            return;
        }

        var (place, bytes) = (Harness.Place("resumed"), Bytes((PartSize * 2) + 7));
        var begun = await Parts.BeginUploadAsync(place, bytes.Length, PartSize, Knowing(bytes));
        await PutAllAsync(begun, bytes, [1]);

        var upload = System.Text.Json.JsonSerializer.Deserialize<ObjectUpload>(System.Text.Json.JsonSerializer.Serialize(begun))!;
        var listed = await ListedAsync(upload);
        Assert.Equal([1], listed.Select(part => part.Number));
        Assert.Equal([PartSize], listed.Select(part => part.Size));
        var made = await Parts.CompleteUploadAsync(upload, [.. listed, .. await PutAllAsync(upload, bytes, [2, 3])]);

        Assert.Equal(bytes.Length, made.Version.Size);
        Assert.Equal(Digest.Of(bytes, DigestAlgorithm.Sha256), Digest.Of(await BytesAsync(place), DigestAlgorithm.Sha256));
    }

    [ServerFact]
    public async Task completing_again_after_a_lost_reply_gives_the_same_object()
    {
        if (Parts is null)
        {
            return;
        }

        var (place, bytes) = (Harness.Place("completed"), Bytes(PartSize + 1));
        var upload = await Parts.BeginUploadAsync(place, bytes.Length, PartSize, Knowing(bytes, new PutOptions { Mode = PutMode.Overwrite }));
        var parts = await PutAllAsync(upload, bytes, [1, 2]);
        var first = await Parts.CompleteUploadAsync(upload, parts);

        var second = await Parts.CompleteUploadAsync(upload, parts);

        Assert.Equal(first.Version.Tag, second.Version.Tag);
        Assert.Equal(first.Version.Size, second.Version.Size);
    }

    [ServerFact]
    public async Task an_aborted_upload_leaves_nothing_and_is_gone()
    {
        if (Parts is null)
        {
            return;
        }

        var (place, bytes) = (Harness.Place("aborted"), Bytes(PartSize + 1));
        var upload = await Parts.BeginUploadAsync(place, bytes.Length, PartSize, Knowing(bytes));
        var parts = await PutAllAsync(upload, bytes, [1, 2]);

        await Parts.AbortUploadAsync(upload);
        await Parts.AbortUploadAsync(upload);

        await Assert.ThrowsAsync<UploadGoneException>(() => Parts.CompleteUploadAsync(upload, parts));
        Assert.Null(await Store.StatAsync(place));
    }

    [ServerFact]
    public async Task a_conditional_upload_does_not_replace_what_came_between()
    {
        if (Parts is null || ProbedConditions.Complete != ConditionSupport.Honoured)
        {
            return;
        }

        var (place, bytes) = (Harness.Place("overtaken"), Bytes(PartSize + 1));
        var upload = await Parts.BeginUploadAsync(place, bytes.Length, PartSize, Knowing(bytes, new PutOptions { Mode = PutMode.CreateNew }));
        var parts = await PutAllAsync(upload, bytes, [1, 2]);
        await PutAsync(place, "somebody else's");

        await Assert.ThrowsAsync<DestinationExistsException>(() => Parts.CompleteUploadAsync(upload, parts));
        Assert.Equal("somebody else's", await ReadAsync(place));
    }

    private async Task<IReadOnlyList<UploadedPart>> PutAllAsync(ObjectUpload upload, byte[] bytes, int[] order)
    {
        var parts = new List<UploadedPart>();
        foreach (var number in order)
        {
            var content = ObjectContent.Of(bytes.AsMemory((int)upload.OffsetOf(number), (int)upload.LengthOf(number)));
            parts.Add(await Parts!.PutPartAsync(upload, number, content));
        }

        return [.. parts.OrderBy(part => part.Number)];
    }

    private async Task<List<UploadedPart>> ListedAsync(ObjectUpload upload)
    {
        var parts = new List<UploadedPart>();
        await foreach (var part in Parts!.ListPartsAsync(upload))
        {
            parts.Add(part);
        }

        return parts;
    }

    private async Task<byte[]> BytesAsync(Location place)
    {
        await using var body = await Store.OpenAsync(place, ByteRange.All, null);
        using var memory = new MemoryStream();
        await body.Stream.CopyToAsync(memory);
        return memory.ToArray();
    }

    /// <summary>With the digests that the store has to know before the first byte.</summary>
    private PutOptions Knowing(byte[] bytes, PutOptions? options = null) =>
        (options ?? new PutOptions()) with { Digests = [.. Can.RequiredDigests.Select(algorithm => Digest.Of(bytes, algorithm))] };

    private static PutOptions Described() => new()
    {
        ContentType = "text/vcf",
        Metadata = new Dictionary<string, string> { ["study"] = "syn1" },
    };

    private static byte[] Bytes(long count)
    {
        var bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
