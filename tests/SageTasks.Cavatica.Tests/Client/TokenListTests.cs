using System.Net;
using SageTasks.Cavatica.Tests.Local;
using SageTasks.Cavatica.Tests.Stubs;
using SageTasks.Http;
using SageTasks.Testing;

namespace SageTasks.Cavatica.Tests.Client;

/// <summary>Lists whose pages are addressed by tokens are read to their end, each item once, or fail.</summary>
public sealed class TokenListTests : IDisposable
{
    private const string Scroll = "/v2/files/scroll";
    private const string Search = "/v2/files/search";
    private const string Volume = "/v2/storage/volumes/ann/v/list";

    private readonly StubCavatica _stub = new();

    public void Dispose() => _stub.Dispose();

    [Fact]
    public async Task Items_that_come_twice_are_given_once_and_an_empty_page_leads_on()
    {
        _stub.On("GET", Scroll, request => Token(request, "token") switch
            {
                "init" => Files("two", total: 3, "f1", "f2"),
                "two" => Files("three", total: 3),
                _ => Files(next: null, total: 3, "f2", "f3"),
            })
            .On("POST", Search, request => Token(request, "cont_token") switch
            {
                null => StubCavatica.Json("""{"result_set":[{"id":"f1"},{"id":"f2"}],"cont_token":"two"}"""),
                "two" => StubCavatica.Json("""{"result_set":[],"cont_token":"three"}"""),
                _ => StubCavatica.Json("""{"result_set":[{"id":"f2"},{"id":"f3"}]}"""),
            })
            .On("GET", Volume, request => Token(request, "continuation_token") switch
            {
                null => Objects("two", "a", "b"),
                "two" => Objects("three"),
                _ => Objects(next: null, "b", "c"),
            });
        var client = _stub.Client();

        Assert.Equal(["f1", "f2", "f3"], await client.ScrollProjectAsync("ann/p").Select(file => file.Id).ToListAsync());
        Assert.Equal(["f1", "f2", "f3"], await client.SearchFilesAsync("IN \"ann/p\"").Select(file => file.Id).ToListAsync());
        Assert.Equal(["a", "b", "c"], await client.ListVolumeObjectsAsync("ann/v").Select(item => item.Location).ToListAsync());
        Assert.Equal(9, _stub.Requests.Count);
    }

    [Fact]
    public async Task A_token_that_comes_twice_is_a_failure_that_says_so()
    {
        _stub.On("GET", Scroll, _ => Files("two", total: 9, "f1")).On("POST", Search, """{"result_set":[{"id":"f1"}],"cont_token":"two"}""").On("GET", Volume, _ => Objects("two", "a"));
        var client = _stub.Client();

        foreach (var drain in new Func<Task>[]
        {
            async () => await client.ScrollProjectAsync("ann/p").ToListAsync(),
            async () => await client.SearchFilesAsync("IN \"ann/p\"").ToListAsync(),
            async () => await client.ListVolumeObjectsAsync("ann/v").ToListAsync(),
        })
        {
            Assert.Contains("the same token", (await Assert.ThrowsAsync<PagingException>(drain)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_folder_that_shows_less_than_it_counts_is_a_failure()
    {
        _stub.On("GET", "/v2/files/d1/scroll", _ => Files(next: null, total: 3, "f1", "f1", "f2"));

        var failure = await Assert.ThrowsAsync<PagingException>(async () => await _stub.Client().ScrollFolderAsync("d1").ToListAsync());

        Assert.Contains("counts 3 files and shows 2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_page_of_a_search_is_its_end_only_where_its_token_leads_nowhere()
    {
        _stub.On("POST", Search, request => StubCavatica.Json(Token(request, "cont_token") switch
        {
            null => """{"result_set":[],"cont_token":"two"}""",
            "two" => """{"result_set":[{"id":"f1"}],"cont_token":"three"}""",
            _ => """{"result_set":[],"cont_token":"three"}""",
        }));

        Assert.Equal(["f1"], await _stub.Client().SearchFilesAsync("IN \"ann/p\"").Select(file => file.Id).ToListAsync());
        Assert.Equal(3, _stub.Requests.Count);
    }

    [Fact]
    public async Task Links_to_further_pages_are_not_followed_and_only_their_tokens_are_taken()
    {
        _stub.On("GET", Volume, request => Token(request, "continuation_token") is null ? Objects("abc", "a") : Objects(next: null, "b"));

        Assert.Equal(["a", "b"], await _stub.Client().ListVolumeObjectsAsync("ann/v").Select(item => item.Location).ToListAsync());
    }

    [Theory]
    [InlineData(false, "advance advance -")]
    [InlineData(true, "advance advance advance")]
    public async Task Calls_in_advance_access_say_so_and_all_do_where_that_is_wanted(bool everywhere, string expected)
    {
        var client = _stub.Client(options => options.AdvanceAccess = everywhere);

        await client.ScrollFolderAsync("d1").ToListAsync();
        await client.SearchFilesAsync("IN \"ann/p\"").ToListAsync();
        await client.ListVolumeObjectsAsync("ann/v").ToListAsync();

        Assert.Equal(expected, string.Join(' ', _stub.Requests.Select(request => request.Advance ?? "-")));
    }

    [Fact]
    public async Task A_local_platforms_files_are_scrolled_and_searched_to_the_last()
    {
        await using var cavatica = await LocalCavatica.StartAsync();
        var project = cavatica.AddProject("many");
        var folder = cavatica.AddFolder(project, "runs");
        var inside = Enumerable.Range(0, 230).Select(index => cavatica.AddFile(project, $"f{index}", "x"u8.ToArray(), folder: folder)).Order(StringComparer.Ordinal).ToList();
        var client = cavatica.Connect();

        Assert.Equal(inside, await client.ScrollFolderAsync(folder).Select(file => file.Id).ToListAsync());
        Assert.Equal([folder], await client.ScrollProjectAsync(project).Select(file => file.Id).ToListAsync());
        Assert.Equal(inside, await client.SearchFilesAsync($"IN \"{project}\" WHERE type = \"FILE\"").Select(file => file.Id).ToListAsync());
    }

    private static string? Token(StubRequest request, string name) => System.Web.HttpUtility.ParseQueryString(request.Query)[name];

    private static HttpResponseMessage Files(string? next, int total, params string[] ids) => StubCavatica.Json(
        $$"""{"items":[{{string.Join(',', ids.Select(id => $$"""{"id":"{{id}}"}"""))}}],"links":[{{(next is null ? "" : $$"""{"rel":"next","href":"https://elsewhere.example.org/?token={{next}}"}""")}}]}""",
        HttpStatusCode.OK,
        ("X-Total-Matching-Query", total.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static HttpResponseMessage Objects(string? next, params string[] locations) => StubCavatica.Json(
        $$"""{"items":[{{string.Join(',', locations.Select(location => $$"""{"location":"{{location}}"}"""))}}],"links":[{{(next is null ? "" : $$"""{"next":"https://elsewhere.example.org/steal?continuation_token={{next}}"}""")}}]}""");
}
