using System.Text.Json.Nodes;

namespace SageTasks.Testing.Tests;

public sealed class UploadTests : SynapseTest
{
    private const int Part = 5 * 1024 * 1024;

    [Fact]
    public async Task an_equal_request_goes_on_with_the_same_upload()
    {
        var bytes = Bytes((2 * Part) + 7);
        var first = await User.DoAsync("POST", "/file/v1/file/multipart", SynapseUser.UploadRequest("a.bin", bytes));
        var id = (string)first["uploadId"]!;
        using var put = await User.PutPartAsync(await User.PartUrlAsync(id, 2), bytes[Part..(2 * Part)]);
        await User.AddPartAsync(id, 2, bytes[Part..(2 * Part)]);

        var again = await User.DoAsync("POST", "/file/v1/file/multipart", SynapseUser.UploadRequest("a.bin", bytes));
        var other = await User.DoAsync("POST", "/file/v1/file/multipart", SynapseUser.UploadRequest("a.bin", bytes, Part + 1));

        Assert.Equal("000", (string)first["partsState"]!);
        Assert.Equal((id, "010"), ((string)again["uploadId"]!, (string)again["partsState"]!));
        Assert.NotEqual(id, (string)other["uploadId"]!);
    }

    [Fact]
    public async Task a_completed_upload_answers_with_its_file_and_takes_no_more_parts()
    {
        var bytes = Bytes(10);
        var file = await User.UploadAsync("a.bin", bytes);

        var again = await User.DoAsync("POST", "/file/v1/file/multipart", SynapseUser.UploadRequest("a.bin", bytes));

        Assert.Equal(("COMPLETED", file, "1"), ((string)again["state"]!, (string)again["resultFileHandleId"]!, (string)again["partsState"]!));
        await User.RefusedAsync(400, "PUT", $"/file/v1/file/multipart/{again["uploadId"]}/add/1?partMD5Hex={SynapseUser.Hash(bytes)}");
        Assert.Equal(file, (string)(await User.DoAsync("PUT", $"/file/v1/file/multipart/{again["uploadId"]}/complete"))["resultFileHandleId"]!);
        Assert.Single(Synapse.Journal.OfKind("part.received"));
    }

    [Fact]
    public async Task a_forced_restart_forgets_what_was_sent()
    {
        var bytes = Bytes(10);
        var file = await User.UploadAsync("a.bin", bytes);

        var again = await User.DoAsync("POST", "/file/v1/file/multipart?forceRestart=true", SynapseUser.UploadRequest("a.bin", bytes));

        Assert.Equal(("UPLOADING", "0"), ((string)again["state"]!, (string)again["partsState"]!));
        Assert.NotEqual(file, await User.UploadAsync("a.bin", bytes));
    }

    [Theory]
    [InlineData("fileSizeBytes", 0)]
    [InlineData("partSizeBytes", 5242879)]
    [InlineData("fileSizeBytes", 52428800001L)]
    public async Task sizes_beyond_the_limits_are_refused(string field, long value)
    {
        var request = SynapseUser.UploadRequest("a.bin", Bytes(10));
        request[field] = value;
        await User.RefusedAsync(400, "POST", "/file/v1/file/multipart", request);
    }

    [Fact]
    public async Task a_part_that_arrived_otherwise_is_refused_inside_a_201()
    {
        var (id, bytes) = await StartAsync();
        using var put = await User.PutPartAsync(await User.PartUrlAsync(id, 1), Bytes(9));

        var added = await User.AddPartAsync(id, 1, bytes);

        Assert.Equal("ADD_FAILED", (string)added["addPartState"]!);
        Assert.Contains("does not match", (string)added["errorMessage"]!, StringComparison.Ordinal);
        Assert.Contains("Missing 1 part(s)", await User.RefusedAsync(400, "PUT", $"/file/v1/file/multipart/{id}/complete"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task adding_a_part_a_second_time_fails_and_loses_it_as_on_the_server()
    {
        var (id, bytes) = await StartAsync();
        using var put = await User.PutPartAsync(await User.PartUrlAsync(id, 1), bytes);
        await User.AddPartAsync(id, 1, bytes);

        var second = await User.AddPartAsync(id, 1, bytes);

        Assert.Equal("ADD_FAILED", (string)second["addPartState"]!);
        var status = await User.DoAsync("POST", "/file/v1/file/multipart", SynapseUser.UploadRequest("a.bin", bytes));
        Assert.Equal("0", (string)status["partsState"]!);
    }

    [Fact]
    public async Task a_refused_part_can_be_added_again()
    {
        var (id, bytes) = await StartAsync();
        using var put = await User.PutPartAsync(await User.PartUrlAsync(id, 1), bytes);
        Strike(new FaultRule { Kind = FaultKind.RefusePart, Nth = [1] });

        Assert.Equal("ADD_FAILED", (string)(await User.AddPartAsync(id, 1, bytes))["addPartState"]!);
        Assert.Equal("ADD_SUCCESS", (string)(await User.AddPartAsync(id, 1, bytes))["addPartState"]!);
    }

    [Fact]
    public async Task only_the_starter_gets_urls()
    {
        var (id, _) = await StartAsync();
        using var other = Another("other");
        var body = new JsonObject { ["uploadId"] = id, ["partNumbers"] = new JsonArray(1) };
        await other.RefusedAsync(403, "POST", $"/file/v1/file/multipart/{id}/presigned/url/batch", body);
    }

    [Fact]
    public async Task a_part_url_expires_after_fifteen_minutes_and_takes_no_token()
    {
        var (id, bytes) = await StartAsync();
        var url = await User.PartUrlAsync(id, 1);

        using var withToken = new HttpClient();
        withToken.DefaultRequestHeaders.Authorization = new("Bearer", Synapse.Token);
        using var refused = await withToken.PutAsync(new Uri(url), new ByteArrayContent(bytes));
        Clock.Advance(TimeSpan.FromMinutes(16));
        using var late = await User.PutPartAsync(url, bytes);

        Assert.Equal(400, (int)refused.StatusCode);
        Assert.Equal(403, (int)late.StatusCode);
        Assert.Contains("Request has expired", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(Synapse.Journal.OfKind("part.received"));
    }

    [Fact]
    public async Task signed_headers_must_be_sent()
    {
        var (id, bytes) = await StartAsync();
        var url = await User.PartUrlAsync(id, 1, "application/octet-stream");
        using var bare = new HttpClient();
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/octet-stream");

        using var without = await User.PutPartAsync(url, bytes);
        using var with = await bare.PutAsync(new Uri(url), content);

        Assert.Equal(403, (int)without.StatusCode);
        Assert.Equal(200, (int)with.StatusCode);
    }

    [Fact]
    public async Task a_copy_moves_no_bytes_through_the_client()
    {
        var bytes = Bytes(Part + 100);
        var source = await User.UploadAsync("a.bin", bytes);
        var location = await User.DoAsync("POST", "/repo/v1/storageLocation", new JsonObject
        {
            ["concreteType"] = "org.sagebionetworks.repo.model.project.S3StorageLocationSetting",
            ["uploadType"] = "S3",
        });
        var id = await User.FileAsync(await User.ProjectAsync(), "x", "x");
        var status = await User.DoAsync("POST", "/file/v1/file/multipart", new JsonObject
        {
            ["concreteType"] = "org.sagebionetworks.repo.model.file.MultipartUploadCopyRequest",
            ["partSizeBytes"] = Part,
            ["storageLocationId"] = location["storageLocationId"]!.DeepClone(),
            ["sourceFileHandleAssociation"] = new JsonObject
            {
                ["fileHandleId"] = source,
                ["associateObjectId"] = id,
                ["associateObjectType"] = "FileEntity",
            },
        });
        var upload = (string)status["uploadId"]!;
        for (var n = 1; n <= 2; n++)
        {
            await CopyPartAsync(upload, n);
        }

        var copy = (string)(await User.DoAsync("PUT", $"/file/v1/file/multipart/{upload}/complete"))["resultFileHandleId"]!;
        var url = (string)(await User.DoAsync("GET", $"/file/v1/fileHandle/{copy}/url?redirect=false"))!;
        using var answer = await User.FetchAsync(url);

        Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync());
    }

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private async Task CopyPartAsync(string upload, int number)
    {
        var body = new JsonObject { ["uploadId"] = upload, ["partNumbers"] = new JsonArray(number) };
        var part = (await User.DoAsync("POST", $"/file/v1/file/multipart/{upload}/presigned/url/batch", body))["partPresignedUrls"]![0]!;
        using var bare = new HttpClient();
        using var put = new HttpRequestMessage(HttpMethod.Put, (string)part["uploadPresignedUrl"]!) { Content = new ByteArrayContent([]) };
        foreach (var (name, value) in part["signedHeaders"]!.AsObject())
        {
            put.Headers.Add(name, (string)value!);
        }

        using var answer = await bare.SendAsync(put);
        var etag = (await answer.Content.ReadAsStringAsync()).Split('"')[3];
        var added = await User.DoAsync("PUT", $"/file/v1/file/multipart/{upload}/add/{number}?partMD5Hex={etag}");
        Assert.Equal("ADD_SUCCESS", (string)added["addPartState"]!);
    }

    private async Task<(string Id, byte[] Bytes)> StartAsync()
    {
        var bytes = Bytes(10);
        var status = await User.DoAsync("POST", "/file/v1/file/multipart", SynapseUser.UploadRequest("a.bin", bytes));
        return ((string)status["uploadId"]!, bytes);
    }
}
