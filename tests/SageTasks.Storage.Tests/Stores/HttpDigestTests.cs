namespace SageTasks.Storage.Tests;

/// <summary>What the headers of an answer say about a file's bytes, and what they do not.</summary>
public sealed class HttpDigestTests
{
    private static readonly byte[] Bytes = Data.Random(1000);

    [Theory]
    [InlineData("gzip", null, false)]
    [InlineData("gzip", "gzip", true)]
    [InlineData("identity", null, true)]
    public async Task a_digest_of_what_google_stores_is_not_one_of_what_it_unpacks(string stored, string? sent, bool holds)
    {
        await using var server = new RawServer(_ =>
        {
            var reply = new RawReply(200, Bytes)
            {
                Headers = { ["x-goog-hash"] = $"md5={Data.Md5(Bytes).ToBase64()}", ["x-goog-stored-content-encoding"] = stored, ["ETag"] = "\"v1\"" },
            };
            if (sent is not null)
            {
                reply.Headers["Content-Encoding"] = sent;
            }

            return reply;
        });

        var info = await new HttpStore().StatAsync(Location.Parse(server.Address.AbsoluteUri + "file"));

        Assert.Equal(holds ? [Data.Md5(Bytes)] : [], info!.Digests);
    }

    [Fact]
    public async Task a_small_file_whose_digest_comes_with_its_bytes_is_one_request()
    {
        using var scene = new EngineScene();
        await using var server = new RawServer(request =>
        {
            var reply = RawServer.File(request, Bytes);
            reply.Headers["x-ms-blob-content-md5"] = Data.Md5(Bytes).ToBase64();
            return reply;
        });

        var result = await scene.Engine.CopyAsync(Location.Parse(server.Address.AbsoluteUri + "file"), Location.FromPath(scene.Folder["out"]));

        Assert.Single(server.Requests);
        Assert.Equal(DigestAlgorithm.Md5, result.SourceVerifiedBy);
        Assert.Equal(Bytes, await File.ReadAllBytesAsync(scene.Folder["out"]));
    }
}
