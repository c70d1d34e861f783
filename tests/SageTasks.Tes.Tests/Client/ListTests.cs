using System.Net;
using SageTasks.Http;
using SageTasks.Tes.Tests.Stubs;

namespace SageTasks.Tes.Tests.Client;

/// <summary>Lists of tasks: what is asked, what ends them, and what is held against the query once more.</summary>
public sealed class ListTests
{
    private const string List = "/ga4gh/tes/v1/tasks";

    [Fact]
    public async Task Every_filter_is_sent_and_tags_alternate_each_key_with_a_value()
    {
        var server = StubTes.Standard().On("GET", List, """{"tasks":[]}""");
        var query = new TesTaskQuery
        {
            NamePrefix = "a b&",
            State = TesState.Running,
            Tags = [new("foo"), new("baz", "b=t")],
            View = TesView.Full,
            PageSize = 10,
        };

        await server.Client().GetTasksPageAsync(query, "next/1");

        Assert.Equal(
            "?name_prefix=a%20b%26&state=RUNNING&tag_key=foo&tag_value=&tag_key=baz&tag_value=b%3Dt&page_size=10&page_token=next%2F1&view=FULL",
            Assert.Single(server.Sent("GET", List)).Query);
    }

    [Fact]
    public async Task A_view_is_always_named_because_servers_differ_in_their_default()
    {
        var server = StubTes.Standard().On("GET", List, """{"tasks":[]}""").On("GET", $"{List}/t1", """{"id":"t1"}""");

        await server.Client().GetTasksPageAsync();
        await server.Client().GetTaskAsync("t1");

        Assert.Equal("MINIMAL", server.Sent("GET", List)[0].Parameter("view"));
        Assert.Equal("FULL", server.Sent("GET", $"{List}/t1")[0].Parameter("view"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"next_page_token\":null")]
    [InlineData(",\"next_page_token\":\"\"")]
    [InlineData(",\"next_page_token\":\"N/A\"")]
    public async Task Every_mark_of_the_last_page_ends_the_list(string mark)
    {
        var server = StubTes.Standard().On("GET", List, request => StubTes.Json(request.Parameter("page_token") is null
            ? """{"tasks":[{"id":"a"}],"next_page_token":"2"}"""
            : $$"""{"tasks":[{"id":"b"}]{{mark}}}"""));

        Assert.Equal(["a", "b"], await Ids(server.Client().ListTasksAsync()));
        Assert.Equal(2, server.Sent("GET", List).Count);
    }

    [Fact]
    public async Task A_token_on_the_last_page_leads_to_an_empty_one_that_ends_the_list()
    {
        var server = Paged(new() { [""] = ("a", "2"), ["2"] = ("b", "3"), ["3"] = ("", "") });

        Assert.Equal(["a", "b"], await Ids(server.Client().ListTasksAsync()));
    }

    [Fact]
    public async Task An_empty_page_that_repeats_its_own_token_ends_the_list()
    {
        var server = Paged(new() { [""] = ("a", "x"), ["x"] = ("", "x") });

        Assert.Equal(["a"], await Ids(server.Client().ListTasksAsync()));
    }

    [Fact]
    public async Task An_empty_page_in_the_middle_does_not_end_the_list()
    {
        var server = Paged(new() { [""] = ("a", "2"), ["2"] = ("", "3"), ["3"] = ("c", "") });

        Assert.Equal(["a", "c"], await Ids(server.Client().ListTasksAsync()));
    }

    [Fact]
    public async Task A_server_that_ignores_the_token_fails_the_list_loudly()
    {
        var server = StubTes.Standard().On("GET", List, """{"tasks":[{"id":"a"}],"next_page_token":"2"}""");

        var endless = await Assert.ThrowsAsync<PagingException>(() => Ids(server.Client().ListTasksAsync()));

        Assert.Contains("twice", endless.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_slid_to_the_next_page_come_once()
    {
        var server = Paged(new() { [""] = ("a,b", "2"), ["2"] = ("b,c", "") });

        Assert.Equal(["a", "b", "c"], await Ids(server.Client().ListTasksAsync()));
    }

    [Fact]
    public async Task What_a_server_should_have_left_out_is_left_out_here()
    {
        var server = StubTes.Standard().On("GET", List, """
            {"tasks":[{"id":"a","name":"x1","state":"RUNNING","tags":{"k":"v"}},{"id":"b","name":"y","state":"RUNNING","tags":{"k":"v"}},
            {"id":"c","name":"x2","state":"QUEUED","tags":{"k":"v"}},{"id":"d","name":"x3","state":"RUNNING","tags":{"k":"w"}},
            {"id":"e","name":"x4","state":"RUNNING","tags":null}]}
            """);

        var query = new TesTaskQuery { NamePrefix = "x", State = TesState.Running, Tags = [new("k", "v")] };

        Assert.Equal(["a"], await Ids(server.Client().ListTasksAsync(query)));
        Assert.Equal(["a", "d"], await Ids(server.Client().ListTasksAsync(query with { Tags = [new("k")] })));
        Assert.All(server.Sent("GET", List), request => Assert.Equal("BASIC", request.Parameter("view")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2048)]
    public async Task A_page_size_that_servers_refuse_is_refused_before(int size)
    {
        var server = StubTes.Standard();

        var wrong = await Assert.ThrowsAsync<ArgumentException>(() => server.Client().GetTasksPageAsync(new TesTaskQuery { PageSize = size }));

        Assert.Contains("2047", wrong.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_tag_that_is_asked_for_twice_or_has_no_key_is_refused_before()
    {
        var server = StubTes.Standard();

        await Assert.ThrowsAsync<ArgumentException>(() => Ids(server.Client().ListTasksAsync(new TesTaskQuery { Tags = [new("a", "1"), new("a", "2")] })));
        await Assert.ThrowsAsync<ArgumentException>(() => Ids(server.Client().ListTasksAsync(new TesTaskQuery { Tags = [new("")] })));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_list_that_breaks_off_is_an_error_and_not_a_short_list()
    {
        var server = StubTes.Standard().On("GET", List, request => request.Parameter("page_token") is null
            ? StubTes.Json("""{"tasks":[{"id":"a"}],"next_page_token":"2"}""")
            : StubTes.Text("gone", HttpStatusCode.Gone, "text/plain"));

        await Assert.ThrowsAsync<NotFoundException>(() => Ids(server.Client().ListTasksAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_list_stops_where_its_reader_cancels(bool atTheCall)
    {
        var server = Paged(new() { [""] = ("a,b", "2"), ["2"] = ("c,d", "3"), ["3"] = ("e", "") });
        using var stop = new CancellationTokenSource();
        var seen = new List<string>();
        var list = server.Client().ListTasksAsync(cancellationToken: atTheCall ? stop.Token : default);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var task in list.WithCancellation(atTheCall ? default : stop.Token))
            {
                seen.Add(task.Id!);
                await stop.CancelAsync();
            }
        });

        Assert.DoesNotContain("e", seen);
    }

    [Fact]
    public async Task A_list_can_be_read_twice()
    {
        var list = Paged(new() { [""] = ("a", "2"), ["2"] = ("b", "") }).Client().ListTasksAsync();

        Assert.Equal(["a", "b"], await Ids(list));
        Assert.Equal(["a", "b"], await Ids(list));
    }

    private static StubTes Paged(Dictionary<string, (string Ids, string Next)> pages) => StubTes.Standard().On("GET", List, request =>
    {
        var (ids, next) = pages[request.Parameter("page_token") ?? ""];
        var tasks = ids.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => $$"""{"id":"{{id}}"}""");
        return StubTes.Json($$"""{"tasks":[{{string.Join(',', tasks)}}],"next_page_token":"{{next}}"}""");
    });

    private static async Task<List<string>> Ids(IAsyncEnumerable<TesTask> tasks) => await tasks.Select(task => task.Id!).ToListAsync();
}
