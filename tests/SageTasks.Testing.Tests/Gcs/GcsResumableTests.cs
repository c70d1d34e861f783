using System.Net;

namespace SageTasks.Testing.Tests;

public sealed class GcsResumableTests
{
    private const int Quantum = GcsSession.Quantum;
    private const HttpStatusCode ResumeIncomplete = (HttpStatusCode)308;
    private const HttpStatusCode ClientClosed = (HttpStatusCode)499;

    private static readonly byte[] Content = GcsSession.Bytes((2 * Quantum) + 7);

    [Fact]
    public async Task chunks_become_one_object_with_the_last_one()
    {
        await using var session = await GcsSession.StartAsync();
        var upload = await session.BeginAsync("big", metadata: """{"contentType":"text/vcf","metadata":{"a":"b"}}""");

        await IsIncompleteAsync(session, upload, Content.AsMemory(0, Quantum), $"bytes 0-{Quantum - 1}/*", Quantum);
        await IsIncompleteAsync(session, upload, Content.AsMemory(Quantum, Quantum), $"bytes {Quantum}-{(2 * Quantum) - 1}/{Content.Length}", 2 * Quantum);
        await session.GetAsync(GcsSession.Object("big"), HttpStatusCode.NotFound);
        using var last = await session.SendAsync(upload, Content.AsMemory(2 * Quantum), $"bytes {2 * Quantum}-{Content.Length - 1}/{Content.Length}");

        var made = await GcsSession.JsonAsync(last);
        Assert.Equal("text/vcf", made.GetProperty("contentType").GetString());
        Assert.Equal("b", made.GetProperty("metadata").GetProperty("a").GetString());
        using var media = await session.MediaAsync("big");
        Assert.Equal(Content, await media.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task an_empty_request_asks_how_far_the_upload_is()
    {
        await using var session = await GcsSession.StartAsync();
        var upload = await session.BeginAsync("asked");
        await IsIncompleteAsync(session, upload, default, "bytes */*", 0);
        await IsIncompleteAsync(session, upload, default, $"bytes */{2 * Quantum}", 0);
        await IsIncompleteAsync(session, upload, Content.AsMemory(0, 2 * Quantum), $"bytes 0-{(2 * Quantum) - 1}/*", 2 * Quantum);
        await IsIncompleteAsync(session, upload, default, "bytes */*", 2 * Quantum);
        await IsIncompleteAsync(session, upload, default, $"bytes */{Content.Length}", 2 * Quantum);

        using var fewer = await session.SendAsync(upload, default, $"bytes */{Quantum}");
        using var end = await session.SendAsync(upload, default, $"bytes */{2 * Quantum}");
        using var again = await session.SendAsync(upload, default, "bytes */*");
        using var repeated = await session.SendAsync(upload, Content.AsMemory(Quantum, Quantum), $"bytes {Quantum}-{(2 * Quantum) - 1}/{2 * Quantum}");
        using var more = await session.SendAsync(upload, Content.AsMemory(0, 7), $"bytes {2 * Quantum}-{(2 * Quantum) + 6}/{(2 * Quantum) + 7}");

        Assert.Equal(HttpStatusCode.BadRequest, fewer.StatusCode);
        Assert.All([end, again, repeated], answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(HttpStatusCode.BadRequest, more.StatusCode);
        Assert.Single(session.Gcs.Journal.OfKind("object.created"));
    }

    [Fact]
    public async Task a_chunk_has_to_be_large_and_is_kept_in_whole_quanta()
    {
        await using var session = await GcsSession.StartAsync();
        var upload = await session.BeginAsync("odd");

        using var small = await session.SendAsync(upload, Content.AsMemory(0, 1024), "bytes 0-1023/*");
        var error = await GcsSession.JsonAsync(small, HttpStatusCode.BadRequest);

        Assert.StartsWith("Invalid request. The number of bytes uploaded is required to be equal or greater than 262144", error.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        await IsIncompleteAsync(session, upload, Content.AsMemory(0, Quantum + 5), $"bytes 0-{Quantum + 4}/*", Quantum);
        using var gap = await session.SendAsync(upload, Content.AsMemory(0, Quantum), $"bytes {2 * Quantum}-{(3 * Quantum) - 1}/*");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, gap.StatusCode);
        using var wrong = await session.SendAsync(upload, Content.AsMemory(0, 5), "bytes 9-3/x");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Fact]
    public async Task bytes_that_are_there_are_not_taken_twice()
    {
        await using var session = await GcsSession.StartAsync();
        var upload = await session.BeginAsync("overlap");
        await IsIncompleteAsync(session, upload, Content.AsMemory(0, Quantum), $"bytes 0-{Quantum - 1}/*", Quantum);

        using var whole = await session.SendAsync(upload, Content, $"bytes 0-{Content.Length - 1}/{Content.Length}");

        await GcsSession.JsonAsync(whole);
        using var media = await session.MediaAsync("overlap");
        Assert.Equal(Content, await media.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task everything_may_come_at_once()
    {
        await using var session = await GcsSession.StartAsync();

        using var answer = await session.SendAsync(await session.BeginAsync("at once"), Content, null);
        using var empty = await session.SendAsync(await session.BeginAsync("nothing"), default, "bytes */0");

        Assert.Equal($"{Content.Length}", (await GcsSession.JsonAsync(answer)).GetProperty("size").GetString());
        Assert.Equal("0", (await GcsSession.JsonAsync(empty)).GetProperty("size").GetString());
    }

    [Fact]
    public async Task a_condition_is_checked_when_the_upload_ends()
    {
        await using var session = await GcsSession.StartAsync();
        var upload = await session.BeginAsync("raced", "&ifGenerationMatch=0");
        await session.PutAsync("raced", "somebody else's");

        using var late = await session.SendAsync(upload, Content, null);

        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        Assert.Equal("somebody else's", await session.TextAsync("raced"));
    }

    [Fact]
    public async Task wrong_checksums_refuse_the_end()
    {
        await using var session = await GcsSession.StartAsync();
        var upload = await session.BeginAsync("lied", metadata: """{"crc32c":"AAAAAA=="}""");

        using var end = await session.SendAsync(upload, Content, null);

        Assert.Equal(HttpStatusCode.BadRequest, end.StatusCode);
        await session.GetAsync(GcsSession.Object("lied"), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_session_that_was_given_up_or_has_expired_is_gone()
    {
        await using var session = await GcsSession.StartAsync();
        var upload = await session.BeginAsync("given up");
        var other = await session.BeginAsync("expired");

        using var cancelled = await session.Http.DeleteAsync(upload);
        using var after = await session.SendAsync(upload, default, "bytes */*");
        session.Gcs.ExpireUploads();
        using var expired = await session.SendAsync(other, default, "bytes */*");
        using var unknown = await session.SendAsync(new Uri(other + "x"), default, "bytes */*");

        Assert.Equal((ClientClosed, ClientClosed), (cancelled.StatusCode, after.StatusCode));
        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.NotFound), (expired.StatusCode, unknown.StatusCode));
    }

    [Fact]
    public async Task a_short_write_says_how_much_was_kept()
    {
        await using var session = await GcsSession.StartAsync();
        var upload = await session.BeginAsync("short");
        session.Gcs.Faults.Strike(FaultKind.ShortWrite, "PUT /upload/**");

        await IsIncompleteAsync(session, upload, Content, $"bytes 0-{Content.Length - 1}/{Content.Length}", Quantum);
        using var rest = await session.SendAsync(upload, Content.AsMemory(Quantum), $"bytes {Quantum}-{Content.Length - 1}/{Content.Length}");

        await GcsSession.JsonAsync(rest);
    }

    private static async Task IsIncompleteAsync(GcsSession session, Uri upload, ReadOnlyMemory<byte> bytes, string range, long received)
    {
        using var answer = await session.SendAsync(upload, bytes, range);
        Assert.Equal(ResumeIncomplete, answer.StatusCode);
        var kept = answer.Headers.TryGetValues("Range", out var values) ? values.Single() : null;
        Assert.Equal(received == 0 ? null : $"bytes=0-{received - 1}", kept);
    }
}
