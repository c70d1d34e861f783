using Amazon.S3;

namespace SageTasks.Storage.S3.Tests;

/// <summary>Which checksums go over the wire, byte for byte: no local server verifies those of AWS.</summary>
public sealed class SentChecksumTests
{
    private static readonly Location Place = Location.Parse("s3://bucket/reads/a b.txt");
    private static readonly ObjectContent Check = ObjectContent.Of("123456789"u8.ToArray());
    private readonly StrictS3 _s3 = new();

    [Fact]
    public async Task Aws_gets_one_checksum_and_nothing_else_around_the_bytes()
    {
        using var store = _s3.Store();

        await store.PutAsync(Place, Check, new PutOptions());

        var sent = Assert.Single(_s3.Requests);
        Assert.Equal("4waSgw==", sent.Header("x-amz-checksum-crc32c"));
        Assert.Equal("123456789"u8.ToArray(), sent.Body);
        Assert.Empty(ChecksumHeaders(sent).Except(["x-amz-checksum-crc32c"]));
    }

    [Theory]
    [InlineData("crc64nvme", "x-amz-checksum-crc64nvme", "rosUhgp5mIg=")]
    [InlineData("crc32c", "x-amz-checksum-crc32c", "4waSgw==")]
    [InlineData("sha-256", "x-amz-checksum-sha256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=")]
    public async Task What_the_caller_knows_is_sent_instead(string algorithm, string header, string value)
    {
        using var store = _s3.Store();
        var known = new PutOptions { Digests = [Digest.Of("123456789"u8, new DigestAlgorithm(algorithm))] };

        await store.PutAsync(Place, Check, known);

        Assert.Equal(value, _s3.Requests[0].Header(header));
        Assert.Equal([header], ChecksumHeaders(_s3.Requests[0]));
    }

    [Fact]
    public async Task An_md5_goes_along_with_the_checksum()
    {
        using var store = _s3.Store();

        await store.PutAsync(Place, Check, new PutOptions { Digests = [Digest.Of("123456789"u8, DigestAlgorithm.Md5)] });

        Assert.Equal("JfnnlDI7RTiF9RgfG2JNCw==", _s3.Requests[0].Header("Content-MD5"));
        Assert.Equal(["Content-MD5", "x-amz-checksum-crc32c"], ChecksumHeaders(_s3.Requests[0]).Order(StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("crc32c", "CRC32C")]
    [InlineData("crc64nvme", "CRC64NVME")]
    [InlineData("sha-256", "CRC32C")]
    public async Task Of_an_upload_in_parts_the_checksum_of_the_whole_is_made_and_compared(string known, string algorithm)
    {
        using var store = _s3.Store();
        var bytes = new byte[(5 * 1024 * 1024) + 9];
        new Random(1).NextBytes(bytes);
        var whole = Digest.Of(bytes, new DigestAlgorithm(known));
        var upload = await store.BeginUploadAsync(Place, bytes.Length, 5 * 1024 * 1024, new PutOptions { Digests = [whole] });
        var parts = new List<UploadedPart>();
        for (var number = 1; number <= upload.PartCount; number++)
        {
            parts.Add(await store.PutPartAsync(upload, number, ObjectContent.Of(bytes.AsMemory((int)upload.OffsetOf(number), (int)upload.LengthOf(number)))));
        }

        await store.CompleteUploadAsync(upload, parts);

        Assert.Equal(algorithm, _s3.Requests[0].Header("x-amz-checksum-algorithm"));
        Assert.Equal("FULL_OBJECT", _s3.Requests[0].Header("x-amz-checksum-type"));
        var completing = _s3.Requests.Single(request => request.Method == "POST" && request.UploadId is not null);
        Assert.Equal(bytes.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), completing.Header("x-amz-mp-object-size"));
        Assert.Equal(known == "sha-256" ? [] : [(whole.Algorithm, whole.ToBase64())], completing.Sent);
        var stated = (await store.StatAsync(Place))!.Digests;
        Assert.Equal([Digest.Of(bytes, parts[0].Checksum!.Algorithm)], stated);
    }

    [Fact]
    public async Task A_wrong_digest_of_the_whole_keeps_the_object_from_appearing()
    {
        using var store = _s3.Store();
        var upload = await store.BeginUploadAsync(Place, 9, 5 * 1024 * 1024, new PutOptions { Digests = [Digest.Of("wrong"u8, DigestAlgorithm.Crc64Nvme)] });
        var part = await store.PutPartAsync(upload, 1, Check);

        await Assert.ThrowsAnyAsync<Http.ApiException>(() => store.CompleteUploadAsync(upload, [part]));
        Assert.Null(await store.StatAsync(Place));
    }

    [Fact]
    public async Task Bytes_that_were_damaged_on_the_way_are_sent_again()
    {
        using var store = _s3.Store();
        _s3.Faults.Enqueue(StrictFault.DamageBody);

        await store.PutAsync(Place, Check, new PutOptions());

        Assert.Equal(2, _s3.Requests.Count);
        Assert.Equal([Digest.Of("123456789"u8, DigestAlgorithm.Crc32C)], (await store.StatAsync(Place))!.Digests.Where(digest => digest.Algorithm != DigestAlgorithm.Md5));
    }

    [Theory]
    [InlineData("https://s3.example.org", "JfnnlDI7RTiF9RgfG2JNCw==", "UNSIGNED-PAYLOAD")]
    [InlineData("http://127.0.0.1:1", null, "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225")]
    public async Task Elsewhere_an_md5_goes_along_or_the_signature_covers_the_bytes(string endpoint, string? md5, string payload)
    {
        var wire = new Wire(_ => Wire.Answer(200, ("ETag", "\"t\"")));
        using var store = wire.Store(endpoint);

        await store.PutAsync(Place, Check, new PutOptions());

        var sent = Assert.Single(wire.Requests);
        Assert.Equal(md5, sent.Header("Content-MD5"));
        Assert.Equal(payload, sent.Header("x-amz-content-sha256"));
        Assert.Empty(ChecksumHeaders(sent).Except(["Content-MD5"]));
        Assert.Null(sent.Header("Content-Encoding"));
    }

    [Fact]
    public async Task Without_a_signature_an_md5_goes_along_over_plain_http_too()
    {
        var wire = new Wire(_ => Wire.Answer(200, ("ETag", "\"t\"")));
        using var store = wire.Store(new S3Options { Endpoint = new Uri("http://127.0.0.1:1"), Anonymous = true });

        await store.PutAsync(Place, Check, new PutOptions());

        Assert.Equal("JfnnlDI7RTiF9RgfG2JNCw==", wire.Requests[0].Header("Content-MD5"));
        Assert.Null(wire.Requests[0].Header("Authorization"));
    }

    [Fact]
    public async Task A_client_of_the_callers_own_adds_nothing_either()
    {
        var config = new AmazonS3Config
        {
            RegionEndpoint = Amazon.RegionEndpoint.EUWest1,
            HttpClientFactory = _s3,
            RequestChecksumCalculation = Amazon.Runtime.RequestChecksumCalculation.WHEN_REQUIRED,
        };
        using var client = new AmazonS3Client(new Amazon.Runtime.BasicAWSCredentials("a", "b"), config);
        using var store = new S3Store(client);

        await store.PutAsync(Place, Check, new PutOptions());

        Assert.Equal(["x-amz-checksum-crc32c"], ChecksumHeaders(_s3.Requests[0]));
        Assert.Equal(ConditionSupport.Honoured, store.Capabilities.ConditionalCreate);
    }

    private static IEnumerable<string> ChecksumHeaders(StrictRequest request) => request.Headers.Keys.Where(name =>
        name.Contains("checksum", StringComparison.OrdinalIgnoreCase) || name.Contains("md5", StringComparison.OrdinalIgnoreCase)
        || name.Contains("trailer", StringComparison.OrdinalIgnoreCase));
}
