using System.IO.Compression;
using System.Net;
using System.Text;

namespace SageTasks.Testing.Tests;

public sealed class GcsObjectTests
{
    [Fact]
    public async Task an_object_is_shown_with_generation_and_checksums()
    {
        await using var session = await GcsSession.StartAsync();

        var made = await session.PutAsync("folder/a b.txt", "123456789");

        Assert.Equal("storage#object", made.GetProperty("kind").GetString());
        Assert.Equal("folder/a b.txt", made.GetProperty("name").GetString());
        Assert.Equal("9", made.GetProperty("size").GetString());
        // The check value of CRC-32/ISCSI: e3069283.
        Assert.Equal("4waSgw==", made.GetProperty("crc32c").GetString());
        Assert.Equal("JfnnlDI7RTiF9RgfG2JNCw==", made.GetProperty("md5Hash").GetString());
        Assert.Equal("text/plain", made.GetProperty("contentType").GetString());
        Assert.Equal("1", made.GetProperty("metageneration").GetString());
        var seen = await session.GetAsync(GcsSession.Object("folder/a b.txt"));
        Assert.Equal(made.GetProperty("generation").GetString(), seen.GetProperty("generation").GetString());
        Assert.Equal(made.GetProperty("etag").GetString(), seen.GetProperty("etag").GetString());
        var missing = await session.GetAsync(GcsSession.Object("other"), HttpStatusCode.NotFound);
        Assert.Equal("notFound", GcsSession.Reason(missing));
    }

    [Fact]
    public async Task a_slash_in_a_name_is_sent_encoded()
    {
        await using var session = await GcsSession.StartAsync();
        await session.PutAsync("a/b", "x");

        await session.GetAsync("/storage/v1/b/reads/o/a%2Fb");
        using var plain = await session.Http.GetAsync(new Uri("/storage/v1/b/reads/o/a/b", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, plain.StatusCode);
    }

    [Fact]
    public async Task a_stretch_comes_with_the_checksums_of_the_whole()
    {
        await using var session = await GcsSession.StartAsync();
        var made = await session.PutAsync("x", "123456789");

        using var part = await session.MediaAsync("x", "bytes=2-4");
        using var tail = await session.MediaAsync("x", "bytes=-2");
        using var beyond = await session.MediaAsync("x", "bytes=9-");

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("345", await part.Content.ReadAsStringAsync());
        Assert.Equal("bytes 2-4/9", part.Content.Headers.ContentRange!.ToString());
        Assert.Equal("crc32c=4waSgw==,md5=JfnnlDI7RTiF9RgfG2JNCw==", part.Headers.GetValues("x-goog-hash").Single());
        Assert.Equal(made.GetProperty("generation").GetString(), part.Headers.GetValues("x-goog-generation").Single());
        Assert.Equal("89", await tail.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
        Assert.Equal("bytes */9", beyond.Content.Headers.ContentRange!.ToString());
    }

    [Fact]
    public async Task a_generation_that_was_replaced_is_not_there()
    {
        await using var session = await GcsSession.StartAsync();
        var old = (await session.PutAsync("x", "old")).GetProperty("generation").GetString();
        var current = (await session.PutAsync("x", "new")).GetProperty("generation").GetString();

        using var gone = await session.MediaAsync("x", query: $"&generation={old}");
        using var changed = await session.MediaAsync("x", query: $"&ifGenerationMatch={old}");
        using var known = await session.MediaAsync("x", query: $"&ifGenerationNotMatch={current}");

        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal("conditionNotMet", GcsSession.Reason(await GcsSession.JsonAsync(changed, HttpStatusCode.PreconditionFailed)));
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.True(long.Parse(current!, System.Globalization.CultureInfo.InvariantCulture) > long.Parse(old!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task only_the_first_of_many_creates()
    {
        await using var session = await GcsSession.StartAsync();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 16).Select(async number =>
        {
            using var answer = await session.Http.PostAsync(
                new Uri("/upload/storage/v1/b/reads/o?uploadType=media&name=claim&ifGenerationMatch=0", UriKind.Relative), new StringContent($"{number}"));
            return answer.StatusCode;
        }));

        Assert.Single(statuses, HttpStatusCode.OK);
        Assert.Equal(15, statuses.Count(status => status == HttpStatusCode.PreconditionFailed));
        Assert.Single(session.Gcs.Journal.OfKind("object.created"));
    }

    [Fact]
    public async Task metadata_comes_with_the_bytes_and_is_patched_later()
    {
        await using var session = await GcsSession.StartAsync();
        var made = await session.MultipartAsync("""{"name":"t.csv","cacheControl":"no-store","metadata":{"study":"syn1","note":"ü"}}""", "a,b\n");
        Assert.Equal("text/csv; charset=utf-8", made.GetProperty("contentType").GetString());

        using var request = new HttpRequestMessage(HttpMethod.Patch, new Uri(GcsSession.Object("t.csv") + "?ifMetagenerationMatch=1", UriKind.Relative))
        {
            Content = new StringContent("""{"contentType":"text/tab","metadata":{"study":null,"more":"yes"}}""", Encoding.UTF8, "application/json"),
        };
        using var answer = await session.Http.SendAsync(request);
        var patched = await GcsSession.JsonAsync(answer);

        Assert.Equal("a,b\n", await session.TextAsync("t.csv"));
        Assert.Equal(made.GetProperty("generation").GetString(), patched.GetProperty("generation").GetString());
        Assert.Equal("2", patched.GetProperty("metageneration").GetString());
        Assert.Equal("text/tab", patched.GetProperty("contentType").GetString());
        var metadata = patched.GetProperty("metadata").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString());
        Assert.Equal(new Dictionary<string, string?> { ["note"] = "ü", ["more"] = "yes" }, metadata);
        Assert.Equal("no-store", patched.GetProperty("cacheControl").GetString());
    }

    [Theory]
    [InlineData("""{"name":"x","crc32c":"AAAAAA=="}""", "Provided CRC32C \"AAAAAA==\" doesn't match calculated CRC32C \"4waSgw==\".")]
    [InlineData("""{"name":"x","md5Hash":"AAAA"}""", "Provided MD5 hash \"AAAA\" doesn't match calculated MD5 hash \"JfnnlDI7RTiF9RgfG2JNCw==\".")]
    public async Task other_bytes_than_announced_are_refused(string metadata, string message)
    {
        await using var session = await GcsSession.StartAsync();

        var error = await session.MultipartAsync(metadata, "123456789", HttpStatusCode.BadRequest);

        Assert.Equal(message, error.GetProperty("error").GetProperty("message").GetString());
        await session.GetAsync(GcsSession.Object("x"), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task deleting_twice_is_not_found()
    {
        await using var session = await GcsSession.StartAsync();
        await session.PutAsync("x", "x");

        using var first = await session.Http.DeleteAsync(new Uri(GcsSession.Object("x"), UriKind.Relative));
        using var second = await session.Http.DeleteAsync(new Uri(GcsSession.Object("x"), UriKind.Relative));

        Assert.Equal(HttpStatusCode.NoContent, first.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, second.StatusCode);
    }

    [Fact]
    public async Task packed_objects_are_unpacked_for_those_who_do_not_take_gzip()
    {
        await using var session = await GcsSession.StartAsync();
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync("plain text"u8.ToArray());
        }

        await session.PutAsync("t.gz", packed.ToArray(), "&contentEncoding=gzip");

        using var plain = await session.MediaAsync("t.gz", "bytes=0-3");
        Assert.Equal(HttpStatusCode.OK, plain.StatusCode);
        Assert.Equal("plain text", await plain.Content.ReadAsStringAsync());
        session.Http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", "gzip");
        using var stored = await session.MediaAsync("t.gz");
        Assert.Equal(packed.ToArray(), await stored.Content.ReadAsByteArrayAsync());
    }
}
