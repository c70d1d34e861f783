using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace SageTasks.Testing.Tests;

public sealed class DatasetTests
{
    [Fact]
    public async Task a_dataset_has_versions_that_are_read_back_by_their_exact_file_name()
    {
        await using var session = await TowerSession.StartAsync();
        var first = await UploadAsync(session, "sheet", "sample\ns1\n");
        var id = first.Split('/')[^5];
        var second = await UploadVersionAsync(session, id, "sample\ns2\n", "second.csv");
        var path = new Uri(await UrlAsync(second)).AbsolutePath;

        var text = await session.Http.GetStringAsync(new Uri(path, UriKind.Relative));
        var wrong = await session.StatusAsync("GET", path.Replace("second.csv", "other.csv", StringComparison.Ordinal));
        var versions = await session.GetAsync($"/datasets/{id}/versions?{session.Scope}");

        Assert.Equal("sample\ns2\n", text);
        Assert.Equal(HttpStatusCode.NotFound, wrong);
        Assert.Equal([2, 1], versions.GetProperty("versions").EnumerateArray().Select(v => v.GetProperty("version").GetInt32()));
        Assert.Equal(2, session.Tower.Journal.OfKind("dataset.version").Count);
        Assert.Contains($"/workspaces/{session.Tower.WorkspaceId}/datasets/{id}/v/1/n/sheet.csv", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_name_that_is_taken_is_a_conflict_and_a_malformed_one_an_error()
    {
        await using var session = await TowerSession.StartAsync();
        await session.PostAsync($"/datasets?{session.Scope}", """{"name":"sheet"}""");

        await session.RefusalAsync("POST", $"/datasets?{session.Scope}", """{"name":"SHEET"}""", HttpStatusCode.Conflict);
        await session.RefusalAsync("POST", $"/datasets?{session.Scope}", """{"name":"a sheet"}""");
    }

    [Theory]
    [InlineData("text/csv", HttpStatusCode.OK)]
    [InlineData("text/tab-separated-values", HttpStatusCode.OK)]
    [InlineData("application/octet-stream", HttpStatusCode.BadRequest)]
    [InlineData(null, HttpStatusCode.BadRequest)]
    public async Task the_type_of_the_part_decides_whether_it_is_a_table(string? type, HttpStatusCode expected)
    {
        await using var session = await TowerSession.StartAsync();
        var id = await CreateAsync(session, "sheet");

        using var answer = await UploadVersionAsync(session, id, "a\n1\n", "sheet.csv", type);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task versions_keep_one_format_and_a_linked_one_is_a_redirect()
    {
        await using var session = await TowerSession.StartAsync();
        var id = await CreateAsync(session, "sheet");
        using var first = await UploadVersionAsync(session, id, "a\n1\n", "sheet.csv");
        using var other = await UploadVersionAsync(session, id, "a\n1\n", "sheet.tsv", "text/tab-separated-values");
        await session.PostAsync($"/datasets/{id}/link?{session.Scope}", """{"url":"https://example.org/far/away.csv","hasHeader":true}""");

        using var linked = await session.SendAsync("GET", $"/datasets/{id}/v/2/n/away.csv?{session.Scope}");

        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
        Assert.Equal(HttpStatusCode.TemporaryRedirect, linked.StatusCode);
        Assert.Equal("https://example.org/far/away.csv", linked.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task both_generations_of_the_api_see_the_same_datasets()
    {
        await using var session = await TowerSession.StartAsync();
        var id = await CreateAsync(session, "sheet");
        var old = $"/workspaces/{session.Tower.WorkspaceId}/datasets";

        var listed = await session.GetAsync(old);
        await session.PostAsync(old, """{"name":"older"}""");

        Assert.Equal(id, Assert.Single(listed.GetProperty("datasets").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(2, (await session.GetAsync($"/datasets?{session.Scope}")).GetProperty("totalSize").GetInt32());
        Assert.Equal(HttpStatusCode.NoContent, await session.StatusAsync("DELETE", $"{old}/{id}"));
        Assert.Equal(HttpStatusCode.Forbidden, await session.StatusAsync("GET", $"/datasets/{id}/metadata?{session.Scope}"));
    }

    [Fact]
    public async Task datasets_outlive_the_process()
    {
        using var folder = new ContractSuites.TemporaryFolder();
        var options = new LocalTowerOptions { StateFolder = folder.Path };
        string url;
        await using (var first = await TowerSession.StartAsync(options))
        {
            url = await UploadAsync(first, "sheet", "sample\ns1\n");
        }

        await using var second = await TowerSession.StartAsync(options);

        Assert.Equal("sample\ns1\n", await second.Http.GetStringAsync(new Uri(new Uri(url).AbsolutePath, UriKind.Relative)));
    }

    internal static async Task<string> UploadAsync(TowerSession session, string name, string content)
    {
        using var answer = await UploadVersionAsync(session, await CreateAsync(session, name), content, $"{name}.csv");
        return await UrlAsync(answer);
    }

    private static async Task<string> CreateAsync(TowerSession session, string name) =>
        (await session.PostAsync($"/datasets?{session.Scope}", $$"""{"name":"{{name}}"}""")).GetProperty("dataset").GetProperty("id").GetString()!;

    private static async Task<HttpResponseMessage> UploadVersionAsync(TowerSession session, string id, string content, string fileName, string? type = "text/csv")
    {
        using var part = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        part.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        using var form = new MultipartFormDataContent { { part, "file", fileName } };
        return await session.Http.PostAsync(new Uri($"/datasets/{id}/upload?header=true&{session.Scope}", UriKind.Relative), form);
    }

    private static async Task<string> UrlAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("version").GetProperty("url").GetString()!;
    }
}
