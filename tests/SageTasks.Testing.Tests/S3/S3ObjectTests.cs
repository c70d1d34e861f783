using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using S3Range = Amazon.S3.Model.ByteRange;

namespace SageTasks.Testing.Tests;

public sealed class S3ObjectTests
{
    [Theory]
    [InlineData("CRC32", "y/Q5Jg==")]
    [InlineData("CRC32C", "4waSgw==")]
    [InlineData("CRC64NVME", "rosUhgp5mIg=")]
    [InlineData("SHA1", "98O8HYCOBHMq32eZZczDTKeuNEE=")]
    [InlineData("SHA256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=")]
    public async Task a_checksum_that_was_announced_is_checked_and_stated(string algorithm, string value)
    {
        await using var s3 = await S3Session.StartAsync();
        var header = "x-amz-checksum-" + algorithm.ToLowerInvariant();
        using var http = new HttpClient();
        var address = new Uri(await s3.Client.GetPreSignedURLAsync(Signed(HttpVerb.PUT, header, value)));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(http, address, "123456789", header, value)).StatusCode);
        var refused = await SendAsync(http, address, "123456780", header, value);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("<Code>BadDigest</Code>", await refused.Content.ReadAsStringAsync());
        var head = await s3.Client.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = S3Session.Bucket, Key = "key", ChecksumMode = ChecksumMode.ENABLED });
        Assert.Equal(value, head.ChecksumCRC32 ?? head.ChecksumCRC32C ?? head.ChecksumCRC64NVME ?? head.ChecksumSHA1 ?? head.ChecksumSHA256);
    }

    [Fact]
    public async Task a_body_signed_in_chunks_with_a_trailer_comes_out_of_its_framing()
    {
        await using var s3 = await S3Session.StartAsync();
        var bytes = S3Session.Bytes(300_000);

        var put = await s3.PutAsync("a b/ü+c", bytes, request => request.Metadata["study"] = "syn1");

        Assert.Equal(bytes, await s3.GetAsync("a b/ü+c"));
        Assert.NotNull(put.ChecksumCRC32);
        using var found = await s3.Client.GetObjectAsync(S3Session.Bucket, "a b/ü+c");
        Assert.Equal("syn1", found.Metadata["study"]);
        Assert.Equal("", found.Headers.ContentEncoding ?? "");
    }

    [Fact]
    public async Task ranges_are_given_and_those_behind_the_end_refused()
    {
        await using var s3 = await S3Session.StartAsync();
        await s3.PutAsync("key", "0123456789"u8.ToArray());

        Assert.Equal("345"u8.ToArray(), await s3.GetAsync("key", request => request.ByteRange = new S3Range(3, 5)));
        Assert.Equal("89"u8.ToArray(), await s3.GetAsync("key", request => request.ByteRange = new S3Range("bytes=-2")));
        Assert.Equal("InvalidRange", await S3Session.CodeAsync(() => s3.GetAsync("key", request => request.ByteRange = new S3Range(10, 11))));
    }

    [Fact]
    public async Task conditional_writes_are_kept_to()
    {
        await using var s3 = await S3Session.StartAsync();
        Assert.Equal("NoSuchKey", await S3Session.CodeAsync(() => s3.PutAsync("key", [1], request => request.IfMatch = "\"none\"")));
        var first = await s3.PutAsync("key", [1], request => request.IfNoneMatch = "*");

        Assert.Equal("PreconditionFailed", await S3Session.CodeAsync(() => s3.PutAsync("key", [2], request => request.IfNoneMatch = "*")));
        var second = await s3.PutAsync("key", [2], request => request.IfMatch = first.ETag);
        Assert.Equal("PreconditionFailed", await S3Session.CodeAsync(() => s3.PutAsync("key", [3], request => request.IfMatch = first.ETag)));
        Assert.Equal("NotImplemented", await S3Session.CodeAsync(() => s3.PutAsync("key", [3], request => request.IfNoneMatch = second.ETag)));
        Assert.Equal("PreconditionFailed", await S3Session.CodeAsync(() => s3.GetAsync("key", request => request.EtagToMatch = first.ETag)));
        s3.Server.Faults.Strike(FaultKind.ConflictingWrite, "PUT /reads/*");
        Assert.Equal("ConditionalRequestConflict", await S3Session.CodeAsync(() => s3.PutAsync("key", [3], request => request.IfMatch = second.ETag)));
        Assert.Equal([2], await s3.GetAsync("key"));
    }

    [Fact]
    public async Task lists_come_in_pages_in_the_order_of_utf8_and_fold_at_the_delimiter()
    {
        await using var s3 = await S3Session.StartAsync();
        string[] keys = ["a/1", "a/2", "a b", "b/c/d", "é", "z\u0001"];
        foreach (var key in keys)
        {
            await s3.PutAsync(key, [1]);
        }

        var found = new List<string>();
        var paged = s3.Client.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = S3Session.Bucket, MaxKeys = 2, Encoding = EncodingType.Url });
        await foreach (var item in paged.S3Objects)
        {
            found.Add(item.Key);
        }

        Assert.Equal(["a b", "a/1", "a/2", "b/c/d", "z\u0001", "é"], found.Select(WebUtility.UrlDecode));
        var folded = await s3.Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = S3Session.Bucket, Delimiter = "/", MaxKeys = 2 });
        Assert.Equal(["a b"], folded.S3Objects.Select(item => item.Key));
        Assert.Equal(["a/"], folded.CommonPrefixes);
        var rest = await s3.Client.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = S3Session.Bucket, Delimiter = "/", ContinuationToken = folded.NextContinuationToken, Encoding = EncodingType.Url });
        Assert.Equal(["b/"], rest.CommonPrefixes);
        Assert.Equal(2, rest.S3Objects.Count);
        Assert.False(rest.IsTruncated);
    }

    [Fact]
    public async Task many_objects_are_deleted_in_one_request()
    {
        await using var s3 = await S3Session.StartAsync();
        await s3.PutAsync("one", [1]);
        await s3.PutAsync("two", [1]);

        var deleted = await s3.Client.DeleteObjectsAsync(new DeleteObjectsRequest
        {
            BucketName = S3Session.Bucket,
            Objects = [new KeyVersion { Key = "one" }, new KeyVersion { Key = "two", ETag = "\"other\"" }, new KeyVersion { Key = "three" }],
        }).ContinueWith(task => task.Exception?.InnerException is DeleteObjectsException some ? some.Response : task.Result, TaskScheduler.Default);

        Assert.Equal(["one", "three"], deleted.DeletedObjects.Select(item => item.Key));
        Assert.Equal("PreconditionFailed", Assert.Single(deleted.DeleteErrors).Code);
    }

    [Fact]
    public async Task state_survives_in_its_folder()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var bytes = S3Session.Bytes(100_000);
            string upload;
            await using (var s3 = await S3Session.StartAsync(new LocalS3Options { StateFolder = folder }))
            {
                await s3.PutAsync("kept", bytes);
                upload = (await s3.Client.InitiateMultipartUploadAsync(S3Session.Bucket, "begun")).UploadId;
            }

            await using var again = await S3Session.StartAsync(new LocalS3Options { StateFolder = folder });
            Assert.Equal(bytes, await again.GetAsync("kept"));
            Assert.Equal(upload, Assert.Single((await again.Client.ListMultipartUploadsAsync(S3Session.Bucket)).MultipartUploads).UploadId);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static GetPreSignedUrlRequest Signed(HttpVerb verb, string header, string value)
    {
        var request = new GetPreSignedUrlRequest { BucketName = S3Session.Bucket, Key = "key", Verb = verb, Expires = DateTime.UtcNow.AddMinutes(5), Protocol = Protocol.HTTP };
        request.Headers[header] = value;
        return request;
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient http, Uri address, string text, string header, string value)
    {
        var message = new HttpRequestMessage(HttpMethod.Put, address) { Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(text)) };
        message.Headers.TryAddWithoutValidation(header, value);
        return http.SendAsync(message);
    }
}
