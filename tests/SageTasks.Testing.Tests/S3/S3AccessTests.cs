using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace SageTasks.Testing.Tests;

public sealed class S3AccessTests
{
    [Fact]
    public async Task a_wrong_secret_or_key_is_refused()
    {
        await using var s3 = await S3Session.StartAsync();
        using var stranger = s3.Connect("another secret");

        Assert.Equal("SignatureDoesNotMatch", await S3Session.CodeAsync(() => stranger.ListObjectsV2Async(new ListObjectsV2Request { BucketName = S3Session.Bucket })));
        Assert.Equal("NoSuchBucket", await S3Session.CodeAsync(() => s3.Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "no-such-bucket" })));
    }

    [Fact]
    public async Task an_address_that_was_signed_opens_its_object_until_it_expires_and_nothing_else()
    {
        await using var s3 = await S3Session.StartAsync();
        await s3.PutAsync("a b+ü", "hello"u8.ToArray());
        using var http = new HttpClient();
        var address = await s3.Client.GetPreSignedURLAsync(
            new GetPreSignedUrlRequest { BucketName = S3Session.Bucket, Key = "a b+ü", Expires = DateTime.UtcNow.AddMinutes(1), Protocol = Protocol.HTTP });

        Assert.Equal("hello", await http.GetStringAsync(new Uri(address)));
        using var other = await http.GetAsync(new Uri(address.Replace("a%20b", "other", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        s3.Server.Faults.Add(new FaultRule { Kind = FaultKind.SkewClock, Probability = 1, Skew = TimeSpan.FromMinutes(2) });
        using var expired = await http.GetAsync(new Uri(address));
        Assert.Contains("Request has expired", await expired.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task a_public_bucket_is_read_by_everyone_and_written_by_nobody()
    {
        await using var s3 = await S3Session.StartAsync();
        await s3.PutAsync("key", "hello"u8.ToArray());
        using var http = new HttpClient { BaseAddress = s3.Server.Url };
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync(new Uri("/reads/key", UriKind.Relative))).StatusCode);

        s3.Server.CreateBucket(S3Session.Bucket, isPublic: true);

        Assert.Equal("hello", await http.GetStringAsync(new Uri("/reads/key", UriKind.Relative)));
        using var content = new StringContent("x");
        Assert.Equal(HttpStatusCode.Forbidden, (await http.PutAsync(new Uri("/reads/key", UriKind.Relative), content)).StatusCode);
    }

    [Fact]
    public async Task a_request_of_a_quarter_of_an_hour_ago_is_refused()
    {
        await using var s3 = await S3Session.StartAsync();
        s3.Server.Faults.Add(new FaultRule { Kind = FaultKind.SkewClock, Probability = 1, Skew = TimeSpan.FromMinutes(16) });
        using var client = s3.Connect(s3.Server.SecretKey);

        Assert.Equal("RequestTimeTooSkewed", await S3Session.CodeAsync(() => client.PutObjectAsync(
            new PutObjectRequest { BucketName = S3Session.Bucket, Key = "key", ContentBody = "x" })));
    }
}
