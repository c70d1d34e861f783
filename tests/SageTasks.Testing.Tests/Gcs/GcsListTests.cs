using System.Net;
using System.Text.Json;

namespace SageTasks.Testing.Tests;

public sealed class GcsListTests
{
    // U+FF61 comes before U+1F600 by its bytes in UTF-8, and after it in UTF-16.
    private static readonly string[] Names = ["a", "a/1", "a/2/3", "a0", "b/x", "b/y", "\uFF61", "\U0001F600"];

    [Fact]
    public async Task names_come_in_the_order_of_their_bytes_page_after_page()
    {
        await using var session = await SeededAsync();

        var names = new List<string>();
        var token = "";
        var pages = 0;
        do
        {
            var page = await session.GetAsync($"/storage/v1/b/reads/o?maxResults=3&pageToken={token}");
            names.AddRange(NamesOf(page));
            token = page.TryGetProperty("nextPageToken", out var next) ? next.GetString() : null;
            pages++;
        }
        while (token is not null);

        Assert.Equal(Names, names);
        Assert.Equal(3, pages);
    }

    [Theory]
    [InlineData("prefix=a", "a,a/1,a/2/3,a0", "")]
    [InlineData("prefix=a/", "a/1,a/2/3", "")]
    [InlineData("delimiter=/", "a,a0,\uFF61,\U0001F600", "a/,b/")]
    [InlineData("prefix=a/&delimiter=/", "a/1", "a/2/")]
    [InlineData("startOffset=a/2&endOffset=b/y", "a/2/3,a0,b/x", "")]
    [InlineData("prefix=zzz", "", "")]
    public async Task prefixes_delimiters_and_offsets_narrow_a_list(string query, string names, string prefixes)
    {
        await using var session = await SeededAsync();

        var page = await session.GetAsync($"/storage/v1/b/reads/o?{query}");

        Assert.Equal(names, string.Join(',', NamesOf(page)));
        Assert.Equal(prefixes, string.Join(',', PrefixesOf(page)));
    }

    [Fact]
    public async Task folded_prefixes_count_as_lines_of_a_page()
    {
        await using var session = await SeededAsync();
        var lines = new List<string>();
        var token = "";
        do
        {
            var page = await session.GetAsync($"/storage/v1/b/reads/o?delimiter=/&maxResults=1&pageToken={token}");
            lines.Add(NamesOf(page).Concat(PrefixesOf(page)).Single());
            token = page.TryGetProperty("nextPageToken", out var next) ? next.GetString() : null;
        }
        while (token is not null);

        Assert.Equal(["a", "a/", "a0", "b/", "\uFF61", "\U0001F600"], lines);
    }

    [Fact]
    public async Task buckets_are_made_listed_and_deleted()
    {
        await using var session = await SeededAsync();
        var made = await session.PostAsync("/storage/v1/b?project=local-project", """{"name":"results","location":"EU"}""");
        Assert.Equal("EU", made.GetProperty("location").GetString());

        var again = await session.PostAsync("/storage/v1/b?project=local-project", """{"name":"results"}""", HttpStatusCode.Conflict);
        Assert.Equal("conflict", GcsSession.Reason(again));
        var list = await session.GetAsync("/storage/v1/b?project=local-project&prefix=re");
        Assert.Equal(["reads", "results"], NamesOf(list));
        await session.GetAsync("/storage/v1/b/other", HttpStatusCode.NotFound);
        await session.GetAsync("/storage/v1/b/other/o", HttpStatusCode.NotFound);
        using var full = await session.Http.DeleteAsync(new Uri("/storage/v1/b/reads", UriKind.Relative));
        using var empty = await session.Http.DeleteAsync(new Uri("/storage/v1/b/results", UriKind.Relative));
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.NoContent), (full.StatusCode, empty.StatusCode));
    }

    private static async Task<GcsSession> SeededAsync()
    {
        var session = await GcsSession.StartAsync();
        foreach (var name in Names.Reverse())
        {
            await session.PutAsync(name, "x");
        }

        return session;
    }

    private static IEnumerable<string> NamesOf(JsonElement page) =>
        page.TryGetProperty("items", out var items) ? items.EnumerateArray().Select(item => item.GetProperty("name").GetString()!) : [];

    private static IEnumerable<string> PrefixesOf(JsonElement page) =>
        page.TryGetProperty("prefixes", out var prefixes) ? prefixes.EnumerateArray().Select(prefix => prefix.GetString()!) : [];
}
