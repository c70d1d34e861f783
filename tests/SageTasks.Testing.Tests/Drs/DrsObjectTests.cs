using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SageTasks.Testing.Tests;

/// <summary>Objects, bundles and their bytes, as any DRS client sees them.</summary>
public sealed class DrsObjectTests
{
    [Fact]
    public async Task An_object_tells_its_size_and_checksums_and_gives_its_bytes_by_a_signed_address()
    {
        await using var session = await DrsSession.StartAsync();
        var id = session.Add("ACGT", new LocalDrsObject { Name = "reads.txt", MimeType = "text/plain", Description = "reads", Aliases = ["r1"] });

        var found = await session.GetAsync(DrsSession.Object(id));

        Assert.Equal(id, found.GetProperty("id").GetString());
        Assert.Equal($"drs://{session.Drs.Authority}/{id}", found.GetProperty("self_uri").GetString());
        Assert.Equal(4, found.GetProperty("size").GetInt64());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("ACGT"u8)), Sum(found, "sha-256"));
        Assert.Equal("https", found.GetProperty("access_methods")[0].GetProperty("type").GetString());
        using var bytes = await session.ReadAsync(await session.UrlAsync(id));
        Assert.Equal("ACGT", await bytes.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", bytes.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Bytes_are_read_in_ranges_of_one_version()
    {
        await using var session = await DrsSession.StartAsync();
        var url = await session.UrlAsync(session.Add("0123456789"));

        using var part = await session.ReadAsync(url, new RangeHeaderValue(3, 6));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("3456", await part.Content.ReadAsStringAsync());
        Assert.Equal(10, part.Content.Headers.ContentRange!.Length);
        Assert.False(part.Headers.ETag!.IsWeak);
        using var same = await session.ReadAsync(url, new RangeHeaderValue(8, null), part.Headers.ETag.Tag);
        Assert.Equal("89", await same.Content.ReadAsStringAsync());
        using var other = await session.ReadAsync(url, new RangeHeaderValue(8, null), "\"other\"");
        Assert.Equal(HttpStatusCode.PreconditionFailed, other.StatusCode);
        using var beyond = await session.ReadAsync(url, new RangeHeaderValue(10, null));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    [Fact]
    public async Task A_signed_address_is_for_GET_without_a_token_and_expires()
    {
        await using var session = await DrsSession.StartAsync();
        var id = session.Add("ACGT");
        var url = await session.UrlAsync(id);

        using var head = await session.ReadAsync(url, method: HttpMethod.Head);
        Assert.Equal(HttpStatusCode.Forbidden, head.StatusCode);
        using var twice = await session.ReadAsync(url, authorization: $"Bearer {session.Drs.Token}");
        Assert.Equal(HttpStatusCode.BadRequest, twice.StatusCode);
        session.Drs.ExpireUrls();
        using var late = await session.ReadAsync(url);
        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
        Assert.Contains("expired", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        session.Drs.Faults.Strike(FaultKind.ExpireUrls, "GET /ga4gh/drs/v1/objects/*/access/*");
        using var dead = await session.ReadAsync(await session.UrlAsync(id));
        Assert.Equal(HttpStatusCode.Forbidden, dead.StatusCode);
        using var fresh = await session.ReadAsync(await session.UrlAsync(id));
        Assert.Equal(HttpStatusCode.OK, fresh.StatusCode);
    }

    [Theory]
    [InlineData(DrsAccess.Public)]
    [InlineData(DrsAccess.Headers)]
    [InlineData(DrsAccess.SignedHeaders)]
    public async Task Other_ways_to_the_bytes_need_what_they_say(DrsAccess access)
    {
        await using var session = await DrsSession.StartAsync();
        var id = session.Add("ACGT", new LocalDrsObject { Name = "x", Access = [access] });
        var method = (await session.GetAsync(DrsSession.Object(id))).GetProperty("access_methods")[0];

        var url = access == DrsAccess.SignedHeaders
            ? await session.GetAsync(DrsSession.Object(id, $"/access/{method.GetProperty("access_id").GetString()}"))
            : method.GetProperty("access_url");

        var address = new Uri(url.GetProperty("url").GetString()!);
        using var plain = await session.ReadAsync(address);
        Assert.Equal(access == DrsAccess.Public ? HttpStatusCode.OK : HttpStatusCode.Forbidden, plain.StatusCode);
        if (access != DrsAccess.Public)
        {
            var line = url.GetProperty("headers")[0].GetString()!.Split(": ", 2);
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { line[0], line[1] } } };
            using var answer = await session.Http.SendAsync(request);
            Assert.Equal("ACGT", await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task While_an_object_is_restored_the_answer_is_202()
    {
        await using var session = await DrsSession.StartAsync(new LocalDrsOptions { RetryAfter = TimeSpan.FromSeconds(7) });
        var id = session.Add("ACGT");
        session.Drs.Restore(id, answers: 2);

        Assert.Equal(id, (await session.GetAsync(DrsSession.Object(id))).GetProperty("id").GetString());
        for (var asked = 0; asked < 2; asked++)
        {
            using var wait = await session.Http.GetAsync(new Uri(DrsSession.Object(id, "/access/local"), UriKind.Relative));
            Assert.Equal((HttpStatusCode.Accepted, TimeSpan.FromSeconds(7)), (wait.StatusCode, wait.Headers.RetryAfter!.Delta));
        }

        await session.GetAsync(DrsSession.Object(id, "/access/local"));
        session.Drs.Restore(id, isHidden: true);
        await session.GetAsync(DrsSession.Object(id), HttpStatusCode.Accepted);
        await session.GetAsync(DrsSession.Object(id));
    }

    [Fact]
    public async Task A_bundle_shows_its_own_level_and_expanded_all_of_it()
    {
        await using var session = await DrsSession.StartAsync();
        var (one, two) = (session.Add("1"), session.Add("22"));
        var inner = session.Drs.Add(new LocalDrsObject { Name = "inner", Contents = [new() { Name = "two", Id = two }] });
        var outer = session.Drs.Add(new LocalDrsObject { Name = "outer", Contents = [new() { Name = "one", Id = one }, new() { Name = "in", Id = inner }] });

        var flat = await session.GetAsync(DrsSession.Object(outer));
        var deep = await session.GetAsync(DrsSession.Object(outer, "?expand=true"));

        Assert.Equal(3, flat.GetProperty("size").GetInt64());
        Assert.False(flat.TryGetProperty("access_methods", out _));
        Assert.False(flat.GetProperty("contents")[1].TryGetProperty("contents", out _));
        Assert.Equal(two, deep.GetProperty("contents")[1].GetProperty("contents")[0].GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Array, flat.GetProperty("contents")[0].GetProperty("drs_uri").ValueKind);
        var parts = new[] { Sum(await session.GetAsync(DrsSession.Object(one)), "md5"), Sum(await session.GetAsync(DrsSession.Object(inner)), "md5") };
        Assert.Equal(Convert.ToHexStringLower(Md5Digest.Of(Encoding.ASCII.GetBytes(string.Concat(parts.Order(StringComparer.Ordinal))))), Sum(flat, "md5"));
    }

    [Fact]
    public async Task A_folder_is_a_bundle_and_the_same_files_keep_their_ids()
    {
        using var folder = new ContractSuites.TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "run 1"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "run 1", "a.txt"), "a");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "b.txt"), "bb");
        await using var session = await DrsSession.StartAsync(new LocalDrsOptions { Objects = folder.Path });

        var id = session.Drs.AddFolder(folder.Path);

        var found = await session.GetAsync(DrsSession.Object(id, "?expand=true"));
        Assert.Equal(3, found.GetProperty("size").GetInt64());
        Assert.Equal(["b.txt", "run 1"], found.GetProperty("contents").EnumerateArray().Select(entry => entry.GetProperty("name").GetString()));
        Assert.Equal(4, session.Drs.Journal.OfKind("object.registered").Count);
    }

    [Fact]
    public async Task State_survives_a_restart()
    {
        using var folder = new ContractSuites.TemporaryFolder();
        var options = new LocalDrsOptions { StateFolder = folder.Path };
        string id;
        await using (var before = await DrsSession.StartAsync(options))
        {
            id = before.Add("ACGT");
        }

        await using var after = await DrsSession.StartAsync(options);

        using var bytes = await after.ReadAsync(await after.UrlAsync(id));
        Assert.Equal("ACGT", await bytes.Content.ReadAsStringAsync());
        Assert.Single(after.Drs.Journal.OfKind("object.registered"));
    }

    [Fact]
    public async Task Addresses_last_as_long_as_the_state_folder()
    {
        using var folder = new ContractSuites.TemporaryFolder();
        var options = new LocalDrsOptions { StateFolder = folder.Path };
        string id, address;
        await using (var before = await DrsSession.StartAsync(options))
        {
            id = before.Add("ACGT");
            address = (await before.GetAsync(DrsSession.Object(id))).GetProperty("self_uri").GetString()!;
        }

        int port;
        await using (var after = await DrsSession.StartAsync(options))
        {
            port = after.Drs.Url.Port;
            Assert.Equal(address, (await after.GetAsync(DrsSession.Object(id))).GetProperty("self_uri").GetString());
        }

        using var other = new System.Net.Sockets.TcpListener(IPAddress.Loopback, port);
        other.Start();
        var taken = await Assert.ThrowsAsync<IOException>(() => LocalDrs.StartAsync(options));
        Assert.Contains("DRS addresses", taken.Message, StringComparison.Ordinal);
        await using var moved = await LocalDrs.StartAsync(options with { Port = 1 + port });
        Assert.Equal(1 + port, moved.Url.Port);
    }

    [Fact]
    public async Task An_id_that_is_called_as_the_service_info_is_opens_nothing()
    {
        await using var session = await DrsSession.StartAsync(new LocalDrsOptions { RequiresToken = true, Personality = DrsPersonality.DrsFiler });
        session.Add("ACGT", new LocalDrsObject { Id = "service-info", Name = "reads.txt" });
        const string Replacement = """{"size":1,"created_time":"2026-01-01T00:00:00Z","checksums":[{"type":"md5","checksum":"f1f8f4bf413b16ad135722aa4591043e"}]}""";

        await session.GetAsync(DrsSession.Object("service-info"), HttpStatusCode.Unauthorized);
        await session.SendAsync(HttpMethod.Put, DrsSession.Object("service-info"), Replacement, HttpStatusCode.Unauthorized);
        await session.SendAsync(HttpMethod.Delete, DrsSession.Object("service-info"), null, HttpStatusCode.Unauthorized);

        Assert.Single(session.Drs.Journal.Entries);
    }

    [Fact]
    public async Task Where_a_token_is_asked_for_nothing_else_opens()
    {
        await using var session = await DrsSession.StartAsync(new LocalDrsOptions { RequiresToken = true });
        var id = session.Add("ACGT");

        await session.GetAsync(DrsSession.Object(id), HttpStatusCode.Unauthorized);
        await session.GetAsync($"{DrsSession.Root}service-info");
        var authorizations = await session.SendAsync(HttpMethod.Options, DrsSession.Object(id), null);
        Assert.Contains("BearerAuth", authorizations.GetProperty("supported_types").EnumerateArray().Select(type => type.GetString()));
        session.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "wrong");
        await session.GetAsync(DrsSession.Object(id), HttpStatusCode.Forbidden);
        session.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{session.Drs.Token}")));
        await session.GetAsync(DrsSession.Object(id));
        session.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.Drs.Token);
        await session.GetAsync(DrsSession.Object(id));
    }

    [Fact]
    public async Task A_passport_opens_what_needs_one()
    {
        await using var session = await DrsSession.StartAsync(new LocalDrsOptions { Passports = ["a.b.c"] });
        var id = session.Add("ACGT", new LocalDrsObject { Name = "x", RequiresPassport = true });

        await session.GetAsync(DrsSession.Object(id), HttpStatusCode.Unauthorized);
        await session.PostAsync(DrsSession.Object(id), """{"passports":["d.e.f"]}""", HttpStatusCode.Forbidden);
        var found = await session.PostAsync(DrsSession.Object(id), """{"passports":["a.b.c"]}""");
        var access = found.GetProperty("access_methods")[0];
        Assert.Equal("PassportAuth", access.GetProperty("authorizations").GetProperty("supported_types")[0].GetString());
        await session.GetAsync(DrsSession.Object(id, "/access/local"), HttpStatusCode.Unauthorized);
        await session.PostAsync(DrsSession.Object(id, "/access/local"), """{"passports":["a.b.c"]}""");
    }

    [Fact]
    public async Task Bulk_requests_keep_to_the_limit_and_sort_what_they_cannot_answer()
    {
        await using var session = await DrsSession.StartAsync(new LocalDrsOptions { MaxBulk = 3 });
        var (one, two) = (session.Add("1"), session.Add("2", new LocalDrsObject { Name = "two", RequiresPassport = true }));

        var found = await session.PostAsync($"{DrsSession.Root}objects", $$"""{"bulk_object_ids":["{{one}}","{{two}}","nothing"]}""");
        Assert.Equal([3, 1, 2], new[] { "requested", "resolved", "unresolved" }.Select(name => found.GetProperty("summary").GetProperty(name).GetInt32()));
        Assert.Equal(one, Assert.Single(found.GetProperty("resolved_drs_object").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal([403, 404], found.GetProperty("unresolved_drs_objects").EnumerateArray().Select(entry => entry.GetProperty("error_code").GetInt32()));
        var urls = await session.PostAsync($"{DrsSession.Root}objects/access", $$"""{"bulk_object_access_ids":[{"bulk_object_id":"{{one}}","bulk_access_ids":["local","other"]}]}""");
        Assert.Equal("local", Assert.Single(urls.GetProperty("resolved_drs_object_access_urls").EnumerateArray()).GetProperty("drs_access_id").GetString());
        await session.PostAsync($"{DrsSession.Root}objects", """{"bulk_object_ids":["a","b","c","d"]}""", HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal(3, (await session.GetAsync($"{DrsSession.Root}service-info")).GetProperty("maxBulkRequestLength").GetInt32());
    }

    [Fact]
    public async Task What_is_not_there_is_a_404_in_the_words_of_the_specification()
    {
        await using var session = await DrsSession.StartAsync();
        var id = session.Add("ACGT");

        var error = await session.GetAsync(DrsSession.Object("nothing"), HttpStatusCode.NotFound);
        Assert.Equal(404, error.GetProperty("status_code").GetInt32());
        await session.GetAsync(DrsSession.Object(id, "/access/nothing"), HttpStatusCode.NotFound);
    }

    private static string? Sum(JsonElement found, string type) =>
        found.GetProperty("checksums").EnumerateArray().Single(sum => sum.GetProperty("type").GetString() == type).GetProperty("checksum").GetString();
}
