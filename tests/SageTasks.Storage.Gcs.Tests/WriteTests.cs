using System.IO.Compression;
using SageTasks.Http;
using SageTasks.Testing;

namespace SageTasks.Storage.Gcs.Tests;

public sealed class WriteTests
{
    private static readonly PutOptions CreateNew = new() { Mode = PutMode.CreateNew };

    [Theory]
    [InlineData(FaultKind.DropReply)]
    [InlineData(FaultKind.FailAfter)]
    [InlineData(FaultKind.FailBefore)]
    [InlineData(FaultKind.Throttle)]
    public async Task a_lost_reply_to_a_creation_is_resolved_by_looking(FaultKind fault)
    {
        await using var scene = await GcsScene.StartAsync();
        scene.Server.Faults.Strike(fault, "POST /upload/**");

        var made = await scene.PutAsync("x", "mine", CreateNew);

        Assert.Equal(1, scene.Created("x"));
        Assert.Equal(made.Version.Tag, (await scene.Store.StatAsync(GcsScene.Place("x")))!.Version.Tag);
    }

    [Fact]
    public async Task somebody_else_s_object_behind_a_lost_reply_is_not_taken_for_ours()
    {
        await using var scene = await GcsScene.StartAsync();
        await scene.PutAsync("x", "theirs");
        scene.Server.Faults.Strike(FaultKind.DropRequest, "POST /upload/**");

        await Assert.ThrowsAsync<DestinationExistsException>(() => scene.PutAsync("x", "mine", CreateNew));
        Assert.Equal("theirs", await scene.ReadAsync("x"));
    }

    [Fact]
    public async Task a_lost_reply_to_a_replacement_is_resolved_by_looking()
    {
        await using var scene = await GcsScene.StartAsync();
        var old = await scene.PutAsync("x", "same");
        scene.Server.Faults.Strike(FaultKind.DropReply, "POST /upload/**");

        var made = await scene.PutAsync("x", "same", new PutOptions { Mode = PutMode.IfMatch, IfMatch = old.Version });

        Assert.Equal(2, scene.Created("x"));
        Assert.NotEqual(old.Version.Tag, made.Version.Tag);
    }

    [Fact]
    public async Task streamed_bytes_are_told_apart_after_a_lost_reply_too()
    {
        await using var scene = await GcsScene.StartAsync();
        scene.Server.Faults.Strike(FaultKind.DropReply, "POST /upload/**");
        var content = ObjectContent.Of(4, _ => ValueTask.FromResult<Stream>(new MemoryStream("mine"u8.ToArray())));

        await scene.Store.PutAsync(GcsScene.Place("x"), content, CreateNew);

        Assert.Equal(1, scene.Created("x"));
        var broken = ObjectContent.Of(4, _ => throw new SourceChangedException("it was replaced"));
        await Assert.ThrowsAsync<SourceChangedException>(() => scene.Store.PutAsync(GcsScene.Place("y"), broken, CreateNew));
        await Assert.ThrowsAsync<SourceChangedException>(() => scene.Store.PutAsync(GcsScene.Place("y"), broken, new PutOptions()));
    }

    [Fact]
    public async Task a_copy_stays_in_the_store_whatever_it_takes()
    {
        await using var scene = await GcsScene.StartAsync(new LocalGcsOptions { RewriteStep = 1024 * 1024 });
        var bytes = GcsScene.Bytes((3 * 1024 * 1024) + 1);
        var source = await scene.Store.PutAsync(
            GcsScene.Place("from"), ObjectContent.Of(bytes), new PutOptions { ContentType = "text/vcf", Metadata = new Dictionary<string, string> { ["a"] = "b" } });

        var copy = await scene.Store.TryCopyAsync(source, GcsScene.Place("to"), CreateNew);
        var described = await scene.Store.TryCopyAsync(source, GcsScene.Place("other"), new PutOptions { Metadata = new Dictionary<string, string> { ["c"] = "d" } });

        Assert.Equal(bytes, await scene.BytesAsync("to"));
        Assert.Equal(("text/vcf", "b"), (copy!.ContentType, copy.Metadata["a"]));
        Assert.Equal("text/vcf", described!.ContentType);
        Assert.Equal(["c"], described.Metadata.Keys);
        await Assert.ThrowsAsync<DestinationExistsException>(() => scene.Store.TryCopyAsync(source, GcsScene.Place("to"), CreateNew));
        await scene.PutAsync("from", "changed");
        await Assert.ThrowsAsync<SourceChangedException>(() => scene.Store.TryCopyAsync(source, GcsScene.Place("third"), new PutOptions()));
        await Assert.ThrowsAsync<NotFoundException>(() => scene.Store.TryCopyAsync(copy, Location.Parse("gs://other-bucket/x"), new PutOptions()));
    }

    [Fact]
    public async Task a_lost_reply_to_a_creating_copy_is_resolved_by_looking()
    {
        await using var scene = await GcsScene.StartAsync();
        var source = await scene.PutAsync("from", "bytes");
        scene.Server.Faults.Strike(FaultKind.DropReply, "POST /storage/**");

        await scene.Store.TryCopyAsync(source, GcsScene.Place("to"), CreateNew);

        Assert.Equal(1, scene.Created("to"));
    }

    [Fact]
    public async Task packed_objects_are_read_as_they_are_stored()
    {
        await using var scene = await GcsScene.StartAsync();
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync("plain text, plain text"u8.ToArray());
        }

        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {scene.Server.Token}");
        using var answer = await http.PostAsync(
            new Uri(scene.Server.Url, $"/upload/storage/v1/b/{GcsScene.Bucket}/o?uploadType=media&name=t&contentEncoding=gzip"), new ByteArrayContent(packed.ToArray()));

        Assert.Equal(packed.ToArray(), await scene.BytesAsync("t"));
        await using var part = await scene.Store.OpenAsync(GcsScene.Place("t"), new ByteRange(1, 3), null);
        Assert.True(part.IsRange);
    }

    [Fact]
    public async Task a_body_says_which_generation_it_is_of()
    {
        await using var scene = await GcsScene.StartAsync();
        var made = await scene.PutAsync("x", "0123456789");
        var empty = await scene.PutAsync("empty", "");

        await using var part = await scene.Store.OpenAsync(GcsScene.Place("x"), new ByteRange(2, 3), made.Version);
        await using var none = await scene.Store.OpenAsync(GcsScene.Place("empty"), new ByteRange(0, 3), empty.Version);

        Assert.Equal((made.Version.Tag, 10L), (part.Version.Tag, part.Version.Size));
        Assert.Equal(0, none.Length);
        await Assert.ThrowsAsync<SourceChangedException>(() => scene.Store.OpenAsync(GcsScene.Place("x"), ByteRange.From(10), made.Version));
        await Assert.ThrowsAsync<ArgumentException>(() => scene.Store.OpenAsync(GcsScene.Place("x"), ByteRange.All, new ObjectVersion { Tag = "\"abc\"" }));
        await Assert.ThrowsAsync<ArgumentException>(() => scene.Store.StatAsync(GcsScene.Place("")));
        await Assert.ThrowsAsync<ArgumentException>(() => scene.Store.StatAsync(Location.Parse("s3://reads/x")));
    }

    [Fact]
    public async Task a_list_of_many_pages_is_drained()
    {
        await using var scene = await GcsScene.StartAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, 1005), async (number, _) => await scene.PutAsync($"many/{number:D4}", ""));

        var names = await scene.Store.ListAsync(GcsScene.Place("many/")).Select(found => found.Location.Name).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 1005).Select(number => $"{number:D4}"), names);
        Assert.Equal(2, scene.Seen.Count(exchange => exchange.Method == "GET" && exchange.Path.EndsWith("/o", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task a_refusal_says_what_the_store_said()
    {
        await using var scene = await GcsScene.StartAsync();

        var missing = await Assert.ThrowsAsync<NotFoundException>(() => scene.Store.PutAsync(
            Location.Parse("gs://no-such-bucket/x"), ObjectContent.Of("x"u8.ToArray()), new PutOptions()));

        Assert.Equal(("notFound", "The specified bucket does not exist."), (missing.Error.Code, missing.Error.Reason));
    }
}
