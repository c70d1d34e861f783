using System.Net;
using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>Multipart uploads.</summary>
public sealed class CavaticaUploadTests
{
    private static readonly LocalCavaticaOptions SmallParts = new() { PartSize = 4 };

    [Fact]
    public async Task A_file_goes_up_in_parts_of_the_size_that_the_server_says()
    {
        await using var session = await CavaticaSession.StartAsync(SmallParts);
        var begun = await BeginAsync(session, 10, ",\"part_size\":5242880");
        var id = begun.GetProperty("upload_id").GetString()!;
        await PutAsync(session, id, 1, "0123");
        await PutAsync(session, id, 2, "4567");
        var midway = await session.GetAsync($"upload/multipart/{id}?list_parts=True");
        var early = await session.CodeAsync("POST", $"upload/multipart/{id}/complete", null, HttpStatusCode.BadRequest);
        await PutAsync(session, id, 3, "89");
        var file = await session.PostAsync($"upload/multipart/{id}/complete", "null");

        Assert.Equal(4, begun.GetProperty("part_size").GetInt32());
        Assert.Equal(2, midway.GetProperty("uploaded_parts_count").GetInt32());
        Assert.Equal([1, 2], midway.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("part_number").GetInt32()));
        Assert.Equal(8007, early);
        Assert.Equal(10, file.GetProperty("size").GetInt32());
        using var read = await session.Http.GetAsync(new Uri((await session.GetAsync($"files/{file.GetProperty("id").GetString()}/download_info")).GetProperty("url").GetString()!));
        Assert.Equal("0123456789", await read.Content.ReadAsStringAsync());
        Assert.EndsWith("-3\"", read.Headers.ETag!.Tag, StringComparison.Ordinal);
        Assert.Equal(8003, await session.CodeAsync("GET", $"upload/multipart/{id}", null, HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task What_is_there_is_replaced_only_when_told_to_and_keeps_its_id()
    {
        await using var session = await CavaticaSession.StartAsync(SmallParts);
        var known = session.Cavatica.AddFile(session.Project, "up.txt", "old"u8.ToArray());
        Assert.Equal(8004, await session.CodeAsync("POST", "upload/multipart", """{"project":"sage/study","name":"up.txt","size":3}""", HttpStatusCode.Conflict));
        var id = (await BeginAsync(session, 3, query: "?overwrite=True")).GetProperty("upload_id").GetString()!;
        await PutAsync(session, id, 1, "new");

        Assert.Equal(known, (await session.PostAsync($"upload/multipart/{id}/complete")).GetProperty("id").GetString());
    }

    [Fact]
    public async Task An_empty_file_is_one_empty_part()
    {
        await using var session = await CavaticaSession.StartAsync(SmallParts);
        var id = (await BeginAsync(session, 0)).GetProperty("upload_id").GetString()!;
        Assert.Equal(8012, await session.CodeAsync("GET", $"upload/multipart/{id}/part/2", null, HttpStatusCode.BadRequest));
        await PutAsync(session, id, 1, "");

        Assert.Equal(0, (await session.PostAsync($"upload/multipart/{id}/complete")).GetProperty("size").GetInt32());
    }

    [Fact]
    public async Task Bad_parts_reports_and_addresses_are_refused()
    {
        await using var session = await CavaticaSession.StartAsync(SmallParts);
        var id = (await BeginAsync(session, 8)).GetProperty("upload_id").GetString()!;
        session.Cavatica.Faults.Strike(FaultKind.ExpireUrls, "GET /upload/multipart/*/part/*");
        var expired = await session.GetAsync($"upload/multipart/{id}/part/1");
        using var refused = await session.Http.PutAsync(new Uri(expired.GetProperty("url").GetString()!), new StringContent("0123"));
        var report = """{"part_number":1,"response":{"headers":{"ETag":"\"eb62f6b9306db575c2d596b1279627a4\""}}}""";
        var unknown = await session.CodeAsync("POST", $"upload/multipart/{id}/part/", report, HttpStatusCode.BadRequest);
        await PutAsync(session, id, 1, "0123");
        await PutAsync(session, id, 2, "45");
        session.Cavatica.Faults.Strike(FaultKind.RefusePart, "POST /upload/multipart/*/part");
        var struck = await session.CodeAsync("POST", $"upload/multipart/{id}/part", report, HttpStatusCode.BadRequest);
        await session.SendAsync("POST", $"upload/multipart/{id}/part/", report);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal((8014, 8014), (unknown, struck));
        Assert.Equal(8007, await session.CodeAsync("POST", $"upload/multipart/{id}/complete", null, HttpStatusCode.BadRequest));
        Assert.Single((await session.GetAsync("upload/multipart")).GetProperty("items").EnumerateArray());
        await session.SendAsync("DELETE", $"upload/multipart/{id}", "{}", HttpStatusCode.NoContent);
        Assert.Empty((await session.GetAsync("upload/multipart")).GetProperty("items").EnumerateArray());
        Assert.Equal(8013, await session.CodeAsync("POST", "upload/multipart", """{"project":"sage/study","name":"x"}""", HttpStatusCode.BadRequest));
        Assert.Equal(5024, await session.CodeAsync("POST", "upload/multipart", """{"project":"sage/study","name":"a/b","size":1}""", HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task An_upload_goes_on_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("cavatica-upload-").FullName;
        var options = SmallParts with { StateFolder = folder, IsScripted = true };
        string id;
        await using (var session = await CavaticaSession.StartAsync(options))
        {
            await session.DraftAsync();
            id = (await BeginAsync(session, 6)).GetProperty("upload_id").GetString()!;
            await PutAsync(session, id, 1, "0123");
        }

        await using (var session = await CavaticaSession.StartAsync(options))
        {
            await PutAsync(session, id, 2, "45");
            var file = await session.PostAsync($"upload/multipart/{id}/complete");
            Assert.Equal("012345", await session.ReadAsync(file));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_upload_is_there_or_its_file_whenever_the_process_died_while_it_was_completed(bool replaces)
    {
        using var folders = new TemporaryFolder();
        var whole = Path.Combine(folders.Path, "whole");
        var (before, id) = (0, "");
        await using (var session = await CavaticaSession.StartAsync(SmallParts with { StateFolder = whole }))
        {
            _ = replaces ? session.Cavatica.AddFile(session.Project, "up.txt", "old"u8.ToArray()) : null;
            await session.DraftAsync();
            id = (await BeginAsync(session, 3, query: "?overwrite=True")).GetProperty("upload_id").GetString()!;
            await PutAsync(session, id, 1, "new");
            before = KilledState.Lines(whole).Length;
            await session.PostAsync($"upload/multipart/{id}/complete");
        }

        for (var kept = before; kept <= KilledState.Lines(whole).Length; kept++)
        {
            await using var session = await CavaticaSession.StartAsync(SmallParts with { StateFolder = await KilledState.CutAsync(whole, kept) });
            using var upload = await session.AskAsync("GET", $"upload/multipart/{id}");
            if (upload.IsSuccessStatusCode)
            {
                await session.PostAsync($"upload/multipart/{id}/complete");
            }

            var file = Assert.Single((await session.GetAsync("files?project=sage/study&name=up.txt")).GetProperty("items").EnumerateArray());
            Assert.Equal("new", await session.ReadAsync(file));
        }
    }

    private static Task<JsonElement> BeginAsync(CavaticaSession session, long size, string more = "", string query = "") =>
        session.SendAsync("POST", $"upload/multipart{query}", $$$"""{"project":"sage/study","name":"up.txt","size":{{{size}}}{{{more}}}}""", HttpStatusCode.Created);

    private static async Task PutAsync(CavaticaSession session, string id, int number, string text)
    {
        var part = await session.GetAsync($"upload/multipart/{id}/part/{number}");
        using var http = new HttpClient();
        using var put = await http.PutAsync(new Uri(part.GetProperty("url").GetString()!), new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(text)));
        Assert.Equal(part.GetProperty("success_codes")[0].GetInt32(), (int)put.StatusCode);
        var etag = put.Headers.ETag!.Tag.Trim('"');
        await session.PostAsync($"upload/multipart/{id}/part", $$$"""{"part_number":{{{number}}},"response":{"headers":{"ETag":"{{{etag}}}"} } }""");
    }
}
