using System.Net;

namespace SageTasks.Testing.Tests;

/// <summary>Lists of tasks: filters and pages as the specification says.</summary>
public sealed class TaskListTests
{
    [Theory]
    [InlineData("tag_key=foo&tag_value=bar", "bar", "bar+bat")]
    [InlineData("tag_key=foo", "bar", "empty", "bar+bat")]
    [InlineData("tag_key=foo&tag_value=", "bar", "empty", "bar+bat")]
    [InlineData("tag_key=foo&tag_value=nix")]
    [InlineData("tag_key=foo&tag_value=bar&tag_key=baz&tag_value=bat", "bar+bat")]
    [InlineData("tag_key=foo&tag_key=baz&tag_value=bar&tag_value=bat", "bar+bat")]
    [InlineData("tag_key=foo&tag_key=baz&tag_value=bar", "bar+bat")]
    [InlineData("tag_key=foo&tag_key=baz&tag_value=bat")]
    [InlineData("tag_key=with%20space&tag_value=a%26b%2Bc", "odd")]
    [InlineData("name_prefix=bar", "bar", "bar+bat")]
    [InlineData("name_prefix=BAR")]
    [InlineData("name_prefix=.ar")]
    [InlineData("state=COMPLETE&name_prefix=e", "empty")]
    [InlineData("state=QUEUED", "queued")]
    [InlineData("state=PREEMPTED")]
    [InlineData("name_prefix=bar&tag_key=baz&state=COMPLETE", "bar+bat")]
    public async Task Filters_are_exact_and_all_must_hold(string query, params string[] names)
    {
        await using var tes = await TesSession.SimulateAsync();
        var ids = new Dictionary<string, string>
        {
            ["none"] = tes.Past("none"),
            ["bar"] = tes.Past("bar", ("foo", "bar")),
            ["bat"] = tes.Past("x", ("other", "bat")),
            ["empty"] = tes.Past("empty", ("foo", "")),
            ["bar+bat"] = tes.Past("bar+bat", ("foo", "bar"), ("baz", "bat")),
            ["odd"] = tes.Past("odd", ("with space", "a&b+c")),
            ["queued"] = tes.Tes.AddPastTask(new PastTesTask { State = LocalTesState.Queued }),
        };
        Assert.Equal(names.Select(name => ids[name]).Reverse(), await tes.ListAsync(query));
    }

    [Fact]
    public async Task Pages_are_complete_newest_first_and_stay_in_line_while_tasks_come()
    {
        await using var tes = await TesSession.SimulateAsync();
        var ids = tes.Past(300);
        Assert.Equal(256, (await tes.GetAsync("tasks")).GetProperty("tasks").GetArrayLength());
        Assert.Equal(ids.Reverse(), await tes.ListAsync());
        Assert.Equal(ids.Reverse(), await tes.ListAsync("page_size=7"));
        var first = await tes.GetAsync("tasks?page_size=100");
        tes.Past("new");
        var second = await tes.GetAsync($"tasks?page_size=100&page_token={first.GetProperty("next_page_token").GetString()}");
        Assert.Equal(ids[199], second.GetProperty("tasks")[0].GetProperty("id").GetString());
        Assert.False((await tes.GetAsync("tasks?page_size=2047")).TryGetProperty("next_page_token", out _));
    }

    [Theory]
    [InlineData("page_size=0")]
    [InlineData("page_size=2048")]
    [InlineData("page_size=many")]
    [InlineData("page_token=nonsense!")]
    [InlineData("view=ALL")]
    [InlineData("state=RUNNNING")]
    [InlineData("tag_value=a")]
    public async Task What_makes_no_sense_is_refused(string query)
    {
        await using var tes = await TesSession.SimulateAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await tes.AskAsync("GET", $"tasks?{query}")).Status);
    }

    [Fact]
    public async Task A_token_goes_on_where_its_last_task_was_even_when_that_one_is_gone()
    {
        await using var tes = await TesSession.SimulateAsync();
        var ids = tes.Past(5);
        var token = (await tes.GetAsync("tasks?page_size=2")).GetProperty("next_page_token").GetString();
        tes.Tes.Expire(ids[3]);
        var rest = await tes.GetAsync($"tasks?page_token={token}");
        Assert.Equal([ids[2], ids[1], ids[0]], rest.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Views_hold_in_lists_too()
    {
        await using var tes = await TesSession.SimulateAsync();
        tes.Past("n", ("k", "v"));
        Assert.False((await tes.GetAsync("tasks")).GetProperty("tasks")[0].TryGetProperty("tags", out _));
        Assert.Equal("v", (await tes.GetAsync("tasks?view=BASIC")).GetProperty("tasks")[0].GetProperty("tags").GetProperty("k").GetString());
    }
}
