using System.Net;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>Files and folders: listed, searched, described, copied, moved, deleted.</summary>
public sealed class CavaticaFileTests
{
    [Fact]
    public async Task Lists_show_one_level_and_filter_by_name_tag_metadata_and_origin()
    {
        await using var session = await CavaticaSession.StartAsync();
        var folder = session.Cavatica.AddFolder(session.Project, "inner");
        session.Cavatica.AddFile(session.Project, "deep.txt", default, folder: folder);
        var a = session.Cavatica.AddFile(session.Project, "a.txt", "a"u8.ToArray(), new Dictionary<string, string> { ["sample_id"] = "s 1" });
        session.Cavatica.AddFile(session.Project, "b.txt", "b"u8.ToArray(), new Dictionary<string, string> { ["sample_id"] = "s2" });
        await session.SendAsync("PUT", $"files/{a}/tags", """["red","blue"]""");

        Assert.Equal(["inner", "a.txt", "b.txt"], await NamesAsync("project=sage/study"));
        Assert.Equal(["deep.txt"], await NamesAsync($"parent={folder}"));
        Assert.Equal(["deep.txt"], CavaticaSession.Names(await session.GetAsync($"files/{folder}/list")));
        Assert.Equal(["a.txt", "b.txt"], await NamesAsync("project=sage/study&name=a.txt&name=b.txt"));
        Assert.Equal(["a.txt"], await NamesAsync("project=sage/study&tag=red"));
        Assert.Equal(["a.txt"], await NamesAsync("project=sage/study&metadata.sample_id=s+1"));
        Assert.Empty(await NamesAsync("project=sage/study&metadata.sample_id=s2&name=a.txt"));
        Assert.Empty(await NamesAsync("project=sage/study&origin.task=none"));
        Assert.Equal("folder", (await session.GetAsync("files?project=sage/study")).GetProperty("items")[0].GetProperty("type").GetString());
        Assert.Equal(5005, await session.CodeAsync("GET", "files", null, HttpStatusCode.BadRequest));
        Assert.Equal(5005, await session.CodeAsync("GET", $"files?project=sage/study&parent={folder}", null, HttpStatusCode.BadRequest));
        Assert.Equal(5022, await session.CodeAsync("GET", $"files/{a}/list", null, HttpStatusCode.BadRequest));

        async Task<string[]> NamesAsync(string query) => CavaticaSession.Names(await session.GetAsync($"files?{query}"));
    }

    [Fact]
    public async Task A_search_goes_down_into_folders_and_is_read_by_tokens()
    {
        await using var session = await CavaticaSession.StartAsync();
        var folder = session.Cavatica.AddFolder(session.Project, "inner");
        for (var index = 0; index < 12; index++)
        {
            session.Cavatica.AddFile(session.Project, $"f{index}", default, new Dictionary<string, string> { ["k"] = index % 2 == 0 ? "even" : "odd" }, index < 6 ? folder : null);
        }

        var (found, token) = (new List<string>(), "");
        do
        {
            var page = await session.PostAsync($"files/search?limit=5{token}", """{"query":"IN \"sage/study\" WHERE type = \"FILE\""}""");
            found.AddRange(page.GetProperty("result_set").EnumerateArray().Select(file => file.GetProperty("name").GetString()!));
            token = page.GetProperty("cont_token").GetString() is { } next ? $"&cont_token={next}" : "";
        }
        while (token.Length > 0);
        var even = await session.PostAsync("files/search", """{"query":"IN \"sage/study\" WHERE metadata.k = \"even\" AND name != \"f0\""}""");

        Assert.Equal(12, found.Distinct().Count());
        Assert.Equal(5, even.GetProperty("count").GetInt32());
        Assert.Equal(90_000, await session.CodeAsync("POST", "files/search", """{"query":"SELECT * FROM files"}""", HttpStatusCode.BadRequest));
        Assert.Equal(90_000, await session.CodeAsync("POST", "files/search", """{"query":"IN \"sage/study\" WHERE colour = \"red\""}""", HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Scrolling_needs_advance_access_and_reads_everything_once()
    {
        await using var session = await CavaticaSession.StartAsync();
        for (var index = 0; index < 23; index++)
        {
            session.Cavatica.AddFile(session.Project, $"f{index}", default);
        }

        Assert.Equal(90_000, await session.CodeAsync("GET", "files/scroll?project=sage/study&token=init", null, HttpStatusCode.BadRequest));
        session.Http.DefaultRequestHeaders.Add("X-SBG-Advance-Access", "Advance");
        var (names, next) = (new List<string>(), "files/scroll?project=sage/study&token=init&limit=10");
        while (next is not null)
        {
            var page = await session.GetAsync(next);
            names.AddRange(CavaticaSession.Names(page));
            next = page.GetProperty("links").EnumerateArray().Select(link => link.GetProperty("href").GetString()).FirstOrDefault();
        }

        Assert.Equal(23, names.Count);
        Assert.Equal(23, names.Distinct().Count());
    }

    [Fact]
    public async Task Metadata_is_merged_or_replaced_and_a_null_takes_away()
    {
        await using var session = await CavaticaSession.StartAsync();
        var id = session.Cavatica.AddFile(session.Project, "a.txt", default, new Dictionary<string, string> { ["x"] = "1", ["y"] = "2" });
        var merged = await session.SendAsync("PATCH", $"files/{id}/metadata", """{"x":null,"z":["3","4"]}""");
        var replaced = await session.SendAsync("PUT", $"files/{id}/metadata", """{"only":"this"}""");
        var edited = await session.SendAsync("PATCH", $"files/{id}", """{"name":"b.txt"}""");

        Assert.Equal("""{"y":"2","z":["3","4"]}""", merged.GetRawText());
        Assert.Equal("""{"only":"this"}""", replaced.GetRawText());
        Assert.Equal("b.txt", edited.GetProperty("name").GetString());
        Assert.Equal("""{"only":"this"}""", (await session.GetAsync($"files/{id}/metadata")).GetRawText());
        Assert.Equal(5006, await session.CodeAsync("PATCH", $"files/{id}/metadata", """{"x":{"y":1}}""", HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Folders_are_made_filled_and_only_deleted_when_empty()
    {
        await using var session = await CavaticaSession.StartAsync();
        var folder = (await session.SendAsync("POST", "files", """{"name":"out","type":"folder","project":"sage/study"}""", HttpStatusCode.Created)).GetProperty("id").GetString();
        var file = session.Cavatica.AddFile(session.Project, "a.txt", "abc"u8.ToArray());
        var moved = await session.PostAsync($"files/{file}/actions/move", $$"""{"parent":"{{folder}}","name":"m.txt"}""");
        var copy = await session.SendAsync("POST", $"files/{file}/actions/copy", $$"""{"parent":"{{folder}}"}""", HttpStatusCode.Created);

        Assert.Equal(folder, moved.GetProperty("parent").GetString());
        Assert.Equal("_1_m.txt", copy.GetProperty("name").GetString());
        Assert.NotEqual(file, copy.GetProperty("id").GetString());
        Assert.Equal(5030, await session.CodeAsync("POST", "files", """{"name":"out","type":"FOLDER","project":"sage/study"}""", HttpStatusCode.Conflict));
        Assert.Equal(5012, await session.CodeAsync("POST", "files", """{"name":"x","type":"file","project":"sage/study"}""", HttpStatusCode.BadRequest));
        Assert.Equal(5029, await session.CodeAsync("POST", "files", """{"name":"x","type":"folder"}""", HttpStatusCode.BadRequest));
        Assert.Equal(5031, await session.CodeAsync("POST", "files", $$"""{"name":"x","type":"folder","project":"sage/study","parent":"{{folder}}"}""", HttpStatusCode.BadRequest));
        Assert.Equal(5024, await session.CodeAsync("POST", "files", """{"name":"a/b","type":"folder","project":"sage/study"}""", HttpStatusCode.BadRequest));
        Assert.Equal(5021, await session.CodeAsync("DELETE", $"files/{folder}", null, HttpStatusCode.BadRequest));
        Assert.Equal(5017, await session.CodeAsync("GET", $"files/{folder}/download_info", null, HttpStatusCode.BadRequest));
        Assert.Equal(5018, await session.CodeAsync("POST", $"files/{folder}/actions/copy", """{"project":"sage/study"}""", HttpStatusCode.BadRequest));
        Assert.Equal(5003, await session.CodeAsync("POST", $"files/{file}/actions/move", $$"""{"parent":"{{folder}}","name":"_1_m.txt"}""", HttpStatusCode.Conflict));
        await session.SendAsync("DELETE", $"files/{file}", "{}", HttpStatusCode.NoContent);
        Assert.Equal(5002, await session.CodeAsync("GET", $"files/{file}", null, HttpStatusCode.NotFound));
        using var read = await session.Http.GetAsync(await UrlAsync(session, copy.GetProperty("id").GetString()!));
        Assert.Equal("abc", await read.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Downloads_are_signed_ranged_and_expire()
    {
        var clock = new ManualTime();
        await using var session = await CavaticaSession.StartAsync(new LocalCavaticaOptions { TimeProvider = clock, UrlLifetime = TimeSpan.FromMinutes(10) });
        var id = session.Cavatica.AddFile(session.Project, "a.txt", "0123456789"u8.ToArray());
        var url = await UrlAsync(session, id);
        using var http = new HttpClient();
        using var whole = await http.GetAsync(url);
        using var ranged = new HttpRequestMessage(HttpMethod.Get, url);
        ranged.Headers.Range = new System.Net.Http.Headers.RangeHeaderValue(2, 4);
        using var part = await http.SendAsync(ranged);
        using var unsigned = await http.GetAsync(new Uri(url.GetLeftPart(UriPartial.Path)));
        using var authorized = new HttpRequestMessage(HttpMethod.Get, url);
        authorized.Headers.Add("Authorization", "Bearer x");
        using var twice = await http.SendAsync(authorized);
        clock.Advance(TimeSpan.FromMinutes(11));
        using var late = await http.GetAsync(url);
        session.Cavatica.Faults.Strike(FaultKind.ExpireUrls, "GET /files/*/download_info");
        using var stale = await http.GetAsync(await UrlAsync(session, id));

        Assert.Equal("0123456789", await whole.Content.ReadAsStringAsync());
        Assert.Equal("\"781e5e245d69b566979b86e28d23f2c7\"", whole.Headers.ETag!.Tag);
        Assert.Equal((HttpStatusCode.PartialContent, "234"), (part.StatusCode, await part.Content.ReadAsStringAsync()));
        Assert.Equal("bytes 2-4/10", part.Content.Headers.ContentRange!.ToString());
        Assert.Equal(HttpStatusCode.Forbidden, unsigned.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, twice.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, stale.StatusCode);
        Assert.NotEqual(session.Cavatica.Url.Authority, url.Authority);
    }

    [Fact]
    public async Task Bulk_operations_answer_for_each_item()
    {
        await using var session = await CavaticaSession.StartAsync();
        var (a, b) = (session.Cavatica.AddFile(session.Project, "a", default, new Dictionary<string, string> { ["x"] = "1" }), session.Cavatica.AddFile(session.Project, "b", default));
        var got = await session.PostAsync("bulk/files/get", $$"""{"file_ids":["{{a}}","nowhere"]}""");
        var edited = await session.PostAsync("bulk/files/edit", $$$"""{"items":[{"id":"{{{a}}}","metadata":{"y":"2"},"tags":["t"]},{"id":"{{{b}}}","name":"a"}]}""");
        var updated = await session.PostAsync("bulk/files/update", $$$"""{"items":[{"id":"{{{a}}}","metadata":{"z":"3"}}]}""");
        var copied = await session.PostAsync("action/files/copy", $$"""{"project":"sage/study","file_ids":["{{a}}","nowhere"]}""");
        var deleted = await session.PostAsync("bulk/files/delete", $$"""{"file_ids":["{{a}}","{{a}}"]}""");

        Assert.Equal("a", got.GetProperty("items")[0].GetProperty("resource").GetProperty("name").GetString());
        Assert.Equal(5002, got.GetProperty("items")[1].GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal("""{"x":"1","y":"2"}""", edited.GetProperty("items")[0].GetProperty("resource").GetProperty("metadata").GetRawText());
        Assert.Equal(5003, edited.GetProperty("items")[1].GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal("""{"z":"3"}""", updated.GetProperty("items")[0].GetProperty("resource").GetProperty("metadata").GetRawText());
        Assert.Equal("_1_a", copied.GetProperty(a).GetProperty("new_file_name").GetString());
        Assert.Equal("FAILED", copied.GetProperty("nowhere").GetProperty("status").GetString());
        Assert.True(deleted.GetProperty("items")[0].TryGetProperty("resource", out _));
        Assert.True(deleted.GetProperty("items")[1].TryGetProperty("error", out _));
        Assert.Equal(90_000, await session.CodeAsync("POST", "bulk/files/get", """{"file_ids":[]}""", HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Asynchronous_jobs_copy_move_and_delete_whole_folders()
    {
        await using var session = await CavaticaSession.StartAsync();
        var (folder, target) = (session.Cavatica.AddFolder(session.Project, "from"), session.Cavatica.AddFolder(session.Project, "to"));
        session.Cavatica.AddFile(session.Project, "deep.txt", "x"u8.ToArray(), folder: session.Cavatica.AddFolder(session.Project, "inner", folder));
        var begun = await session.SendAsync(
            "POST", "async/files/copy", $$"""{"items":[{"file":"{{folder}}","parent":"{{target}}","project":"","name":"copy"},{"file":"nowhere","parent":"{{target}}"}]}""", HttpStatusCode.Created);
        var copied = await session.JobAsync($"async/files/copy/{begun.GetProperty("id").GetString()}");
        var move = await session.SendAsync("POST", "async/files/move", $$"""{"items":[{"file":"{{folder}}","parent":"{{target}}"}]}""", HttpStatusCode.Created);
        await session.JobAsync($"async/files/move/{move.GetProperty("id").GetString()}");

        Assert.Equal("SUBMITTED", begun.GetProperty("state").GetString());
        Assert.Equal((2, 1, 1), (copied.GetProperty("total_files").GetInt32(), copied.GetProperty("completed_files").GetInt32(), copied.GetProperty("failed_files").GetInt32()));
        var copy = copied.GetProperty("result")[0].GetProperty("resource").GetProperty("id").GetString();
        Assert.Equal(["inner"], CavaticaSession.Names(await session.GetAsync($"files?parent={copy}")));
        Assert.Equal(["copy", "from"], CavaticaSession.Names(await session.GetAsync($"files?parent={target}")));
        var delete = await session.SendAsync("POST", "async/files/delete", $$"""{"items":[{"file":"{{target}}"}]}""", HttpStatusCode.Created);
        await session.JobAsync($"async/files/delete/{delete.GetProperty("id").GetString()}");
        Assert.Empty(CavaticaSession.Names(await session.GetAsync("files?project=sage/study")));
        Assert.Equal(3, (await session.GetAsync("async/files")).GetProperty("items").GetArrayLength());
    }

    private static async Task<Uri> UrlAsync(CavaticaSession session, string id) => new((await session.GetAsync($"files/{id}/download_info")).GetProperty("url").GetString()!);
}
