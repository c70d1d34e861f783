using Amazon.S3;
using Amazon.S3.Model;

namespace SageTasks.Testing.Tests;

public sealed class S3UploadTests
{
    [Theory]
    [InlineData("CRC32", "COMPOSITE")]
    [InlineData("CRC32", "FULL_OBJECT")]
    [InlineData("SHA256", "COMPOSITE")]
    [InlineData(null, "FULL_OBJECT")]
    public async Task parts_become_one_object_with_the_checksum_of_its_kind(string? algorithm, string type)
    {
        await using var s3 = await S3Session.StartAsync();
        var bytes = S3Session.Bytes(S3Session.SmallestPart + 1000);
        var upload = await BeginAsync(s3, algorithm, algorithm is null ? null : type);
        var parts = new List<PartETag> { await PutAsync(s3, upload, 2, bytes[S3Session.SmallestPart..]), await PutAsync(s3, upload, 1, bytes[..S3Session.SmallestPart]) };

        var made = await CompleteAsync(s3, upload, [parts[1], parts[0]]);

        Assert.EndsWith("-2\"", made.ETag);
        Assert.Equal(bytes, await s3.GetAsync("key"));
        var head = await s3.Client.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = S3Session.Bucket, Key = "key", ChecksumMode = ChecksumMode.ENABLED });
        Assert.Equal(type, head.ChecksumType.Value);
        var stated = head.ChecksumCRC32 ?? head.ChecksumSHA256 ?? head.ChecksumCRC64NVME;
        Assert.Equal(type == "COMPOSITE", stated.EndsWith("-2", StringComparison.Ordinal));
        Assert.Equal(bytes[S3Session.SmallestPart..], await s3.GetAsync("key", request => request.PartNumber = 2));

        if (type == "FULL_OBJECT")
        {
            // The combined checksum is that of the same bytes written at once.
            var whole = await s3.PutAsync("whole", bytes, request => request.ChecksumAlgorithm = ChecksumAlgorithm.FindValue(algorithm ?? "CRC32"));
            Assert.True(algorithm is null || stated == whole.ChecksumCRC32);
        }
    }

    [Fact]
    public async Task a_completion_that_breaks_a_rule_is_refused_and_the_upload_stays()
    {
        await using var s3 = await S3Session.StartAsync();
        var upload = await BeginAsync(s3);
        var (first, second) = (await PutAsync(s3, upload, 1, [1]), await PutAsync(s3, upload, 2, [2]));

        Assert.Equal("EntityTooSmall", await S3Session.CodeAsync(() => CompleteAsync(s3, upload, [first, second])));
        Assert.Equal("InvalidPart", await S3Session.CodeAsync(() => CompleteAsync(s3, upload, [new PartETag(1, second.ETag)])));
        await s3.PutAsync("key", [9]);
        Assert.Equal("PreconditionFailed", await S3Session.CodeAsync(() => CompleteAsync(s3, upload, [first], ifNoneMatch: "*")));
        Assert.Equal([9], await s3.GetAsync("key"));

        await CompleteAsync(s3, upload, [second]);
        Assert.Equal([2], await s3.GetAsync("key"));
        Assert.Equal("NoSuchUpload", await S3Session.CodeAsync(() => CompleteAsync(s3, upload, [second])));
    }

    [Fact]
    public async Task parts_and_uploads_are_listed_in_pages()
    {
        await using var s3 = await S3Session.StartAsync();
        var upload = await BeginAsync(s3);
        for (var number = 1; number <= 3; number++)
        {
            await PutAsync(s3, upload, number, [(byte)number]);
        }

        var page = await s3.Client.ListPartsAsync(new ListPartsRequest { BucketName = S3Session.Bucket, Key = "key", UploadId = upload, MaxParts = 2 });
        Assert.True(page.IsTruncated);
        var rest = await s3.Client.ListPartsAsync(
            new ListPartsRequest { BucketName = S3Session.Bucket, Key = "key", UploadId = upload, PartNumberMarker = page.NextPartNumberMarker?.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        Assert.Equal([3], rest.Parts.Select(part => part.PartNumber!.Value));

        var ids = new HashSet<string> { upload, await BeginAsync(s3), await BeginAsync(s3) };
        var found = new List<string>();
        await foreach (var one in s3.Client.Paginators.ListMultipartUploads(new ListMultipartUploadsRequest { BucketName = S3Session.Bucket, MaxUploads = 1 }).Uploads)
        {
            found.Add(one.UploadId);
        }

        Assert.Equal(ids.Order(), found.Order());
        await s3.Client.AbortMultipartUploadAsync(S3Session.Bucket, "key", upload);
        Assert.Equal("NoSuchUpload", await S3Session.CodeAsync(() => PutAsync(s3, upload, 1, [1])));
    }

    [Fact]
    public async Task a_part_is_copied_from_a_stretch_of_another_object()
    {
        await using var s3 = await S3Session.StartAsync();
        var source = await s3.PutAsync("source", "0123456789"u8.ToArray());
        var upload = await BeginAsync(s3);
        var request = new CopyPartRequest
        {
            SourceBucket = S3Session.Bucket,
            SourceKey = "source",
            DestinationBucket = S3Session.Bucket,
            DestinationKey = "key",
            UploadId = upload,
            PartNumber = 1,
            FirstByte = 2,
            LastByte = 4,
            ETagToMatch = [source.ETag],
        };
        var copied = await s3.Client.CopyPartAsync(request);
        await CompleteAsync(s3, upload, [new PartETag(1, copied.ETag)]);

        Assert.Equal("234"u8.ToArray(), await s3.GetAsync("key"));
        var copy = await s3.Client.CopyObjectAsync(S3Session.Bucket, "source", S3Session.Bucket, "copy");
        Assert.Equal(source.ETag, copy.ETag);
    }

    private static async Task<string> BeginAsync(S3Session s3, string? algorithm = null, string? type = null)
    {
        var request = new InitiateMultipartUploadRequest { BucketName = S3Session.Bucket, Key = "key" };
        if (algorithm is not null)
        {
            request.ChecksumAlgorithm = ChecksumAlgorithm.FindValue(algorithm);
            request.ChecksumType = ChecksumType.FindValue(type);
        }

        return (await s3.Client.InitiateMultipartUploadAsync(request)).UploadId;
    }

    private static async Task<PartETag> PutAsync(S3Session s3, string upload, int number, byte[] bytes)
    {
        var known = (await s3.Client.ListPartsAsync(new ListPartsRequest { BucketName = S3Session.Bucket, Key = "key", UploadId = upload })).ChecksumAlgorithm;
        var put = await s3.Client.UploadPartAsync(new UploadPartRequest
        {
            BucketName = S3Session.Bucket,
            Key = "key",
            UploadId = upload,
            PartNumber = number,
            InputStream = new MemoryStream(bytes),
            ChecksumAlgorithm = known,
        });
        return new PartETag(number, put.ETag) { ChecksumCRC32 = known == ChecksumAlgorithm.CRC32 ? put.ChecksumCRC32 : null, ChecksumSHA256 = put.ChecksumSHA256 };
    }

    private static Task<CompleteMultipartUploadResponse> CompleteAsync(S3Session s3, string upload, List<PartETag> parts, string? ifNoneMatch = null) =>
        s3.Client.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest { BucketName = S3Session.Bucket, Key = "key", UploadId = upload, PartETags = parts, IfNoneMatch = ifNoneMatch });
}
