using System.Text.Json.Nodes;

namespace SageTasks.Testing.Tests;

public sealed class DownloadTests : SynapseTest
{
    [Fact]
    public async Task a_signed_url_gives_the_bytes_for_thirty_seconds_and_takes_no_token()
    {
        var (url, bytes) = await FileAsync();

        using var now = await User.FetchAsync(url);
        using var token = await User.FetchAsync(url, r => r.Headers.Authorization = new("Bearer", Synapse.Token));
        using var forged = await User.FetchAsync(url.Replace("a.bin", "b.bin", StringComparison.Ordinal));
        Clock.Advance(TimeSpan.FromSeconds(31));
        using var late = await User.FetchAsync(url);

        Assert.Equal(bytes, await now.Content.ReadAsByteArrayAsync());
        Assert.Equal((400, 403, 403), ((int)token.StatusCode, (int)forged.StatusCode, (int)late.StatusCode));
    }

    [Theory]
    [InlineData(0, 9, 0, 10)]
    [InlineData(5_000_000, 5_300_000, 5_000_000, 300_001)]
    [InlineData(5_242_880, null, 5_242_880, 757_120)]
    [InlineData(null, 7, 5_999_993, 7)]
    [InlineData(5_999_999, 9_000_000, 5_999_999, 1)]
    public async Task ranges_cross_the_parts(int? from, int? to, int first, int length)
    {
        var (url, bytes) = await FileAsync();

        using var answer = await User.FetchAsync(url, r => r.Headers.Range = new(from, to));

        Assert.Equal(206, (int)answer.StatusCode);
        Assert.Equal($"bytes {first}-{first + length - 1}/6000000", answer.Content.Headers.ContentRange!.ToString());
        Assert.Equal(bytes[first..(first + length)], await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task a_download_breaks_off_in_the_middle_when_the_plan_says_so()
    {
        var (url, bytes) = await FileAsync();
        Strike(new FaultRule { Kind = FaultKind.CutBody, Route = "GET /s3/**", Nth = [1] });

        await Assert.ThrowsAsync<HttpRequestException>(() => User.FetchAsync(url));
        using var whole = await User.FetchAsync(url);

        Assert.Equal(bytes, await whole.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task a_range_beyond_the_end_and_another_etag_are_refused()
    {
        var (url, _) = await FileAsync();
        using var whole = await User.FetchAsync(url);
        var etag = whole.Headers.ETag!;

        using var beyond = await User.FetchAsync(url, r => r.Headers.Range = new(6_000_000, null));
        using var same = await User.FetchAsync(url, r => r.Headers.IfMatch.Add(etag));
        using var other = await User.FetchAsync(url, r => r.Headers.IfMatch.Add(new("\"other\"")));

        Assert.EndsWith("-2\"", etag.Tag, StringComparison.Ordinal);
        Assert.Equal((416, 200, 412), ((int)beyond.StatusCode, (int)same.StatusCode, (int)other.StatusCode));
        Assert.Equal("bytes */6000000", beyond.Content.Headers.ContentRange!.ToString());
    }

    [Fact]
    public async Task a_batch_succeeds_though_some_of_its_files_do_not()
    {
        var project = await User.ProjectAsync();
        var mine = await User.FileAsync(project, "a.txt", "one");
        var file = await HandleOfAsync(mine);
        using var other = Another("other");
        var theirs = await other.FileAsync(await other.ProjectAsync("theirs"), "b.txt", "two");
        var hidden = await HandleOfAsync(other, theirs);
        var asked = new JsonObject
        {
            ["includePreSignedURLs"] = true,
            ["requestedFiles"] = new JsonArray(Association(file, mine), Association(hidden, theirs), Association("1", mine)),
        };

        var results = (await User.DoAsync("POST", "/file/v1/fileHandle/batch", asked))["requestedFiles"]!.AsArray();

        Assert.NotNull(results[0]!["preSignedURL"]);
        Assert.Equal([null, "UNAUTHORIZED", "NOT_FOUND"], results.Select(r => (string?)r!["failureCode"]));
    }

    [Fact]
    public async Task a_batch_takes_neither_a_file_twice_nor_more_than_a_hundred()
    {
        var twice = new JsonObject { ["includeFileHandles"] = true, ["requestedFiles"] = new JsonArray(Association("1", "syn1"), Association("1", "syn1")) };
        var many = new JsonObject
        {
            ["includeFileHandles"] = true,
            ["requestedFiles"] = new JsonArray([.. Enumerable.Range(0, 101).Select(i => Association($"{i}", "syn1"))]),
        };

        Assert.Contains("twice", await User.RefusedAsync(400, "POST", "/file/v1/fileHandle/batch", twice), StringComparison.Ordinal);
        Assert.Contains("100", await User.RefusedAsync(400, "POST", "/file/v1/fileHandle/batch", many), StringComparison.Ordinal);
    }

    [Fact]
    public async Task only_its_creator_reads_a_file_handle_by_its_id()
    {
        var file = await HandleOfAsync(await User.FileAsync(await User.ProjectAsync(), "a.txt", "one"));
        using var other = Another("other");

        await User.DoAsync("GET", $"/file/v1/fileHandle/{file}");
        await other.RefusedAsync(403, "GET", $"/file/v1/fileHandle/{file}");
        await other.RefusedAsync(403, "GET", $"/file/v1/fileHandle/{file}/url?redirect=false");
    }

    [Fact]
    public async Task urls_come_expired_when_the_plan_says_so()
    {
        var id = await User.FileAsync(await User.ProjectAsync(), "a.txt", "one");
        var handle = await HandleOfAsync(id);
        Strike(new FaultRule { Kind = FaultKind.ExpireUrls, Nth = [1] });

        using var expired = await User.FetchAsync(await User.UrlOfAsync(handle, id));
        using var fresh = await User.FetchAsync(await User.UrlOfAsync(handle, id));

        Assert.Equal((403, 200), ((int)expired.StatusCode, (int)fresh.StatusCode));
    }

    [Fact]
    public async Task an_external_file_is_only_a_url()
    {
        var handle = await User.DoAsync("POST", "/file/v1/externalFileHandle", new JsonObject
        {
            ["concreteType"] = "org.sagebionetworks.repo.model.file.ExternalFileHandle",
            ["externalURL"] = "https://example.org/data.txt",
            ["fileName"] = "data.txt",
        });

        Assert.Equal("https://example.org/data.txt", (string)(await User.DoAsync("GET", $"/file/v1/fileHandle/{handle["id"]}/url?redirect=false"))!);
        Assert.Equal(307, (int)(await User.SendAsync("GET", $"/file/v1/fileHandle/{handle["id"]}/url")).Status);
    }

    [Fact]
    public async Task an_object_in_ones_own_bucket_is_indexed_where_it_lies()
    {
        var location = await User.DoAsync("POST", "/repo/v1/storageLocation", new JsonObject
        {
            ["concreteType"] = "org.sagebionetworks.repo.model.project.ExternalS3StorageLocationSetting",
            ["uploadType"] = "S3",
            ["bucket"] = "our-bucket",
        });
        var request = new JsonObject
        {
            ["concreteType"] = "org.sagebionetworks.repo.model.file.S3FileHandle",
            ["bucketName"] = "our-bucket",
            ["key"] = "run/out.bam",
            ["contentMd5"] = "0cc175b9c0f1b6a831c399e269772661",
            ["contentSize"] = 1,
            ["storageLocationId"] = location["storageLocationId"]!.DeepClone(),
        };

        var handle = await User.DoAsync("POST", "/file/v1/externalFileHandle/s3", request);
        request["bucketName"] = "their-bucket";

        Assert.Equal(("out.bam", 1), ((string)handle["fileName"]!, (long)handle["contentSize"]!));
        await User.RefusedAsync(400, "POST", "/file/v1/externalFileHandle/s3", request);
    }

    private static JsonObject Association(string fileHandleId, string entityId) =>
        new() { ["fileHandleId"] = fileHandleId, ["associateObjectId"] = entityId, ["associateObjectType"] = "FileEntity" };

    private Task<string> HandleOfAsync(string entityId) => HandleOfAsync(User, entityId);

    private static async Task<string> HandleOfAsync(SynapseUser user, string entityId) =>
        (string)(await user.DoAsync("GET", $"/repo/v1/entity/{entityId}"))["dataFileHandleId"]!;

    private async Task<(string Url, byte[] Bytes)> FileAsync()
    {
        var bytes = new byte[6_000_000];
        new Random(1).NextBytes(bytes);
        var handle = await User.UploadAsync("a.bin", bytes);
        return ((string)(await User.DoAsync("GET", $"/file/v1/fileHandle/{handle}/url?redirect=false"))!, bytes);
    }
}
