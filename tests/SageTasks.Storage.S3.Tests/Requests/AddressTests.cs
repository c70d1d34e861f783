namespace SageTasks.Storage.S3.Tests;

/// <summary>Where requests go.</summary>
public sealed class AddressTests
{
    private readonly Wire _wire = new(_ => Wire.Answer(404));

    [Theory]
    [InlineData(null, null, "https://bucket.s3.eu-west-1.amazonaws.com/a/b%20c")]
    [InlineData(null, true, "https://s3.eu-west-1.amazonaws.com/bucket/a/b%20c")]
    [InlineData("https://s3.example.org", null, "https://s3.example.org/bucket/a/b%20c")]
    [InlineData("https://s3.example.org:9000", true, "https://s3.example.org:9000/bucket/a/b%20c")]
    [InlineData("https://s3.example.org", false, "https://bucket.s3.example.org/a/b%20c")]
    public async Task The_bucket_stands_in_the_path_or_in_the_host(string? endpoint, bool? pathStyle, string address)
    {
        using var store = _wire.Store(new S3Options
        {
            Endpoint = endpoint is null ? null : new Uri(endpoint),
            Region = "eu-west-1",
            PathStyle = pathStyle,
            Anonymous = true,
        });

        Assert.Null(await store.StatAsync(Location.Parse("s3://bucket/a/b c")));

        Assert.Equal(address, _wire.Addresses[0].AbsoluteUri);
        Assert.Null(_wire.Requests[0].Header("Authorization"));
    }

    [Theory]
    [InlineData(null, "/us-east-1/s3/")]
    [InlineData("de-lab-1", "/de-lab-1/s3/")]
    public async Task Requests_are_signed_for_the_region(string? region, string scope)
    {
        using var store = _wire.Store(new S3Options { Endpoint = new Uri("https://s3.example.org"), Region = region, AccessKey = "AKIDEXAMPLE", SecretKey = "b", SessionToken = "temporary" });

        await store.StatAsync(Location.Parse("s3://bucket/x"));

        Assert.Contains("AKIDEXAMPLE/", _wire.Requests[0].Header("Authorization"));
        Assert.Contains(scope, _wire.Requests[0].Header("Authorization"));
        Assert.Equal("temporary", _wire.Requests[0].Header("x-amz-security-token"));
    }

    [Fact]
    public async Task Whoever_pays_says_so_with_each_request()
    {
        using var store = _wire.Store(new S3Options { Region = "eu-west-1", Anonymous = true, RequesterPays = true });
        var place = Location.Parse("s3://bucket/x");

        await store.StatAsync(place);
        await Assert.ThrowsAnyAsync<Http.ApiException>(() => store.OpenAsync(place, ByteRange.All, null));
        await Assert.ThrowsAnyAsync<Http.ApiException>(() => store.PutAsync(place, ObjectContent.Of("x"u8.ToArray()), new PutOptions()));
        await Assert.ThrowsAnyAsync<Http.ApiException>(() => store.BeginUploadAsync(place, 1, 5 << 20, new PutOptions()));
        await Assert.ThrowsAnyAsync<Http.ApiException>(async () => await store.ListAsync(Location.Parse("s3://bucket/")).GetAsyncEnumerator().MoveNextAsync());
        await Assert.ThrowsAnyAsync<Http.ApiException>(() => store.TryCopyAsync(Source(1), place, new PutOptions()));

        Assert.All(_wire.Requests, request => Assert.Equal("requester", request.Header("x-amz-request-payer")));
        Assert.Equal(6, _wire.Requests.Count);
    }

    [Fact]
    public async Task Whoever_pays_says_so_with_each_part_that_s3_copies()
    {
        var wire = new Wire(request => request.Method == "POST"
            ? Wire.Xml("<InitiateMultipartUploadResult><UploadId>upload</UploadId></InitiateMultipartUploadResult>")
            : Wire.Answer(404));
        using var store = wire.Store(new S3Options { Region = "eu-west-1", Anonymous = true, RequesterPays = true });

        await Assert.ThrowsAnyAsync<Http.ApiException>(() => store.TryCopyAsync(Source((5L << 30) + 1), Location.Parse("s3://bucket/x"), new PutOptions()));

        Assert.Contains(wire.Requests, request => request.Header("x-amz-copy-source-range") is not null);
        Assert.All(wire.Requests, request => Assert.Equal("requester", request.Header("x-amz-request-payer")));
    }

    [Theory]
    [InlineData("gs://bucket/x")]
    [InlineData("s3://bucket")]
    [InlineData("s3://bucket/")]
    public async Task What_is_no_object_in_s3_is_refused(string location)
    {
        using var store = _wire.Store();

        await Assert.ThrowsAsync<ArgumentException>(() => store.StatAsync(Location.Parse(location)));
        Assert.Empty(_wire.Requests);
    }

    [Theory]
    [InlineData("/leading")]
    [InlineData("a//b")]
    [InlineData("a/../b")]
    [InlineData("../b")]
    [InlineData("..")]
    [InlineData("./b")]
    [InlineData("a/.")]
    [InlineData("a+b c%20d%2Fe")]
    [InlineData("\u00e4\u65e5\ud83d\ude00")]
    [InlineData("a?b#c&d=e;f")]
    [InlineData("a\\b")]
    public async Task A_key_arrives_as_it_is_or_is_refused(string key)
    {
        using var store = _wire.Store();
        try
        {
            await store.StatAsync(Location.Parse("s3://bucket/" + key));
        }
        catch (ArgumentException)
        {
            Assert.Empty(_wire.Addresses);
            return;
        }

        Assert.Equal("/bucket/" + key, Uri.UnescapeDataString(_wire.Addresses[0].AbsolutePath));
        Assert.Empty(_wire.Addresses[0].Query);
    }

    private static ObjectInfo Source(long size) => new()
    {
        Location = Location.Parse("s3://bucket/from"),
        Version = new ObjectVersion { Size = size, Tag = "\"v1\"" },
    };
}
