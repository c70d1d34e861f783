using System.Net;

namespace SageTasks.Testing.Tests;

public sealed class GcsAccessTests
{
    private static readonly Uri List = new("/storage/v1/b/reads/o", UriKind.Relative);

    [Fact]
    public async Task without_a_good_token_nothing_is_shown()
    {
        await using var session = await GcsSession.StartAsync();
        await session.PutAsync("x", "x");
        var token = session.Gcs.AddToken();
        using var user = session.Connect(token);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(user, List));

        session.Gcs.RevokeToken(token);
        using var anonymous = session.Connect(null);
        using var refused = await user.GetAsync(List);

        Assert.Equal("authError", GcsSession.Reason(await GcsSession.JsonAsync(refused, HttpStatusCode.Unauthorized)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(anonymous, List));
    }

    [Fact]
    public async Task a_public_bucket_is_read_by_everyone_and_written_by_none()
    {
        await using var session = await GcsSession.StartAsync();
        await session.PutAsync("x", "x");
        session.Gcs.CreateBucket("reads", isPublic: true);
        using var anonymous = session.Connect(null);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(anonymous, List));
        Assert.Equal("x", await anonymous.GetStringAsync(new Uri(GcsSession.Object("x") + "?alt=media", UriKind.Relative)));
        using var write = await anonymous.PostAsync(new Uri("/upload/storage/v1/b/reads/o?uploadType=media&name=y", UriKind.Relative), new StringContent("y"));
        Assert.Equal(HttpStatusCode.Unauthorized, write.StatusCode);
    }

    [Fact]
    public async Task an_emulator_takes_requests_without_a_token_and_refuses_a_wrong_one()
    {
        await using var session = await GcsSession.StartAsync(new LocalGcsOptions { AnonymousAccess = GcsAccess.ReadWrite });
        using var anonymous = session.Connect(null);
        using var wrong = session.Connect("wrong");

        using var write = await anonymous.PostAsync(new Uri("/upload/storage/v1/b/reads/o?uploadType=media&name=y", UriKind.Relative), new StringContent("y"));

        Assert.Equal(HttpStatusCode.OK, write.StatusCode);
        Assert.Equal("y", await anonymous.GetStringAsync(new Uri(GcsSession.Object("y") + "?alt=media", UriKind.Relative)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(wrong, List));
    }

    [Fact]
    public async Task a_token_for_reading_cannot_write()
    {
        await using var session = await GcsSession.StartAsync();
        await session.PutAsync("x", "x");
        using var reader = session.Connect(session.Gcs.AddToken(GcsAccess.ReadOnly));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(reader, List));
        using var delete = await reader.DeleteAsync(new Uri(GcsSession.Object("x"), UriKind.Relative));
        Assert.Equal("forbidden", GcsSession.Reason(await GcsSession.JsonAsync(delete, HttpStatusCode.Forbidden)));
    }

    [Fact]
    public async Task who_asks_pays_where_the_bucket_says_so()
    {
        await using var session = await GcsSession.StartAsync();
        session.Gcs.CreateBucket("reads", requesterPays: true);

        var refused = await session.GetAsync("/storage/v1/b/reads/o", HttpStatusCode.BadRequest);
        await session.GetAsync("/storage/v1/b/reads/o?userProject=mine");

        Assert.Equal("required", GcsSession.Reason(refused));
    }

    [Fact]
    public async Task throttling_and_failures_speak_the_api_s_language()
    {
        await using var session = await GcsSession.StartAsync();
        session.Gcs.Faults.Strike(FaultKind.Throttle, "GET /storage/**");

        var throttled = await session.GetAsync("/storage/v1/b/reads/o", HttpStatusCode.TooManyRequests);
        var invalid = await session.PostAsync(GcsSession.Object("x") + "/compose", "{", HttpStatusCode.BadRequest);

        Assert.Equal("rateLimitExceeded", GcsSession.Reason(throttled));
        Assert.Equal("parseError", GcsSession.Reason(invalid));
        Assert.Equal(400, invalid.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task a_state_folder_keeps_objects_and_uploads_under_way()
    {
        using var folder = new SageTasks.ContractSuites.TemporaryFolder();
        var options = new LocalGcsOptions { StateFolder = folder.Path };
        var bytes = GcsSession.Bytes(GcsSession.Quantum + 1);
        string generation;
        string query;
        await using (var first = await GcsSession.StartAsync(options))
        {
            generation = (await first.PutAsync("kept", "kept")).GetProperty("generation").GetString()!;
            await first.PutAsync("deleted", "x");
            using var gone = await first.Http.DeleteAsync(new Uri(GcsSession.Object("deleted"), UriKind.Relative));
            var upload = await first.BeginAsync("resumed");
            using var chunk = await first.SendAsync(upload, bytes.AsMemory(0, GcsSession.Quantum), $"bytes 0-{GcsSession.Quantum - 1}/*");
            query = upload.PathAndQuery;
        }

        await using var second = await GcsSession.StartAsync(options);
        var kept = await second.GetAsync(GcsSession.Object("kept"));
        using var end = await second.SendAsync(new Uri(second.Gcs.Url, query), bytes.AsMemory(GcsSession.Quantum), $"bytes {GcsSession.Quantum}-{bytes.Length - 1}/{bytes.Length}");

        Assert.Equal(generation, kept.GetProperty("generation").GetString());
        Assert.Equal("kept", await second.TextAsync("kept"));
        await second.GetAsync(GcsSession.Object("deleted"), HttpStatusCode.NotFound);
        await GcsSession.JsonAsync(end);
        using var media = await second.MediaAsync("resumed");
        Assert.Equal(bytes, await media.Content.ReadAsByteArrayAsync());
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, Uri uri)
    {
        using var answer = await http.GetAsync(uri);
        return answer.StatusCode;
    }
}
