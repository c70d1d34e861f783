using System.Net;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>What goes wrong on purpose on the local TES server.</summary>
public sealed class TesFaultTests
{
    private const string Create = "POST /tasks";
    private const string Lists = "GET /tasks";
    private const string Cancel = "POST /tasks/*";

    [Theory]
    [InlineData(FaultKind.DropReply, 1)]
    [InlineData(FaultKind.DropRequest, 0)]
    public async Task A_lost_exchange_leaves_what_it_did(FaultKind kind, int created)
    {
        await using var tes = await TesSession.SimulateAsync();
        tes.Tes.Faults.Strike(kind, Create);
        await Assert.ThrowsAsync<HttpRequestException>(() => tes.CreateAsync());
        Assert.Equal(created, tes.Tes.Journal.OfKind("task.created").Count);
    }

    [Theory]
    [InlineData(LocalTesPersonality.Funnel, FaultKind.FailAfter, 502, 1)]
    [InlineData(LocalTesPersonality.TesAzure, FaultKind.FailBefore, 503, 0)]
    [InlineData(LocalTesPersonality.Tesk, FaultKind.Throttle, 429, 0)]
    [InlineData(LocalTesPersonality.Spec, FaultKind.DeliverTwice, 200, 2)]
    public async Task Faults_strike_on_every_path_of_the_API(LocalTesPersonality personality, FaultKind kind, int status, int created)
    {
        await using var tes = await TesSession.SimulateAsync(personality);
        tes.Tes.Faults.Strike(kind, Create);
        Assert.Equal(status, (int)(await tes.AskAsync("POST", "tasks", TesSession.Hello)).Status);
        Assert.Equal(created, tes.Tes.Tasks.Count);
    }

    [Fact]
    public async Task A_late_commit_comes_after_the_caller_gave_up()
    {
        var time = new SkippingTime();
        await using var tes = await TesSession.StartAsync(new LocalTesOptions { Simulation = TesSession.UntilTold, TimeProvider = time });
        tes.Tes.Faults.Strike(FaultKind.LateCommit, Create, delay: TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<HttpRequestException>(() => tes.CreateAsync());
        await Eventually.HoldsAsync(() => tes.Tes.Tasks.Count == 1, "the task is there");
    }

    [Fact]
    public async Task Lists_can_be_empty_ignore_their_filters_or_hide_what_is_new()
    {
        await using var tes = await TesSession.SimulateAsync();
        var (a, b) = (tes.Past("a"), tes.Past("b"));
        tes.Tes.Faults.Strike(FaultKind.EmptyList, Lists);
        Assert.Empty(await tes.ListAsync());
        tes.Tes.Faults.Strike(FaultKind.IgnoreSearch, Lists);
        Assert.Equal([b, a], await tes.ListAsync("name_prefix=a"));
        Assert.Equal([a], await tes.ListAsync("name_prefix=a"));
        tes.Tes.Faults.Strike(FaultKind.HideFromLists, Create, delay: TimeSpan.FromHours(1));
        var hidden = await tes.CreateAsync();
        Assert.Equal([b, a], await tes.ListAsync());
        Assert.Equal("RUNNING", await tes.StateAsync(hidden));
        tes.Tes.Faults.Enabled = false;
        Assert.Equal([hidden, b, a], await tes.ListAsync());
    }

    [Fact]
    public async Task Pages_can_shift()
    {
        await using var tes = await TesSession.SimulateAsync();
        var ids = tes.Past(10);
        tes.Tes.Faults.Add(new FaultRule { Kind = FaultKind.ShiftPages, Route = Lists, Probability = 1 });
        Assert.NotEqual(ids.Reverse(), await tes.ListAsync("page_size=5"));
    }

    [Theory]
    [InlineData(LocalTesPersonality.Spec, "CANCELING")]
    [InlineData(LocalTesPersonality.TesAzure, "RUNNING")]
    public async Task Cancelling_can_be_slow(LocalTesPersonality personality, string meanwhile)
    {
        await using var tes = await TesSession.SimulateAsync(personality);
        var id = tes.Tes.AddPastTask(new PastTesTask { State = LocalTesState.Running });
        tes.Tes.Faults.Strike(FaultKind.SlowCancel, Cancel, delay: TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.OK, (await tes.CancelAsync(id)).Status);
        Assert.Equal(meanwhile, await tes.StateAsync(id));
        Assert.Equal(1, tes.Tes.Faults.Waiting);
    }

    [Fact]
    public async Task Cancelling_can_be_refused()
    {
        await using var tes = await TesSession.SimulateAsync();
        var id = await tes.CreateAsync();
        tes.Tes.Faults.Strike(FaultKind.RefuseCancel, Cancel);
        Assert.Equal(HttpStatusCode.Conflict, (await tes.CancelAsync(id)).Status);
        Assert.Equal("RUNNING", await tes.StateAsync(id));
    }

    [Fact]
    public async Task Tasks_can_come_back_in_another_form()
    {
        await using var tes = await TesSession.SimulateAsync();
        var id = await tes.CreateAsync("""{"executors":[{"image":"a","command":["b","a"]}],"resources":{"ram_gb":2,"cpu_cores":1}}""");
        tes.Tes.Faults.Strike(FaultKind.Reserialize, "GET /tasks/*");
        var (_, text) = await tes.AskAsync("GET", $"tasks/{id}?view=FULL");
        Assert.Contains("\"ram_gb\":2.0", text, StringComparison.Ordinal);
        Assert.Contains("""["b","a"]""", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clocks_can_be_wrong_and_ids_in_no_order()
    {
        await using var tes = await TesSession.SimulateAsync();
        tes.Tes.Faults.Add(new FaultRule { Kind = FaultKind.SkewClock, Probability = 1, Skew = TimeSpan.FromDays(-2) });
        tes.Tes.Faults.Add(new FaultRule { Kind = FaultKind.UnorderedIds, Route = Create, Probability = 1 });
        var ids = new List<string>();
        for (var index = 0; index < 20; index++)
        {
            ids.Add(await tes.CreateAsync());
        }

        Assert.NotEqual(ids.Order(StringComparer.Ordinal), ids);
        Assert.All(tes.Tes.Tasks, task => Assert.True(task.CreationTime < DateTimeOffset.UtcNow.AddDays(-1)));
    }

    [Fact]
    public async Task A_task_can_be_copied_by_hand_and_forgotten()
    {
        await using var tes = await TesSession.SimulateAsync();
        var id = await tes.CreateAsync("""{"executors":[{"image":"a","command":["b"]}],"tags":{"key":"1"}}""");
        var copy = tes.Tes.CloneTask(id, task => task["executors"]![0]!["command"]![0] = "c");
        Assert.Equal(("QUEUED", "RUNNING"), (await tes.StateAsync(copy), await tes.StateAsync(id)));
        Assert.Equal([copy, id], await tes.ListAsync("tag_key=key&tag_value=1"));
        Assert.Equal("c", (await tes.TaskAsync(copy)).GetProperty("executors")[0].GetProperty("command")[0].GetString());
        Assert.Equal(2, tes.Tes.Journal.OfKind("task.created").Count);
        tes.Tes.Expire(id);
        Assert.Equal([copy], await tes.ListAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await tes.AskAsync("GET", $"tasks/{id}")).Status);
        Assert.Throws<ArgumentException>(() => tes.Tes.SetState(id, LocalTesState.Complete));
        Assert.Throws<ArgumentException>(() => tes.Tes.AddPastTask(new PastTesTask { Json = "{}" }));
    }

    [Fact]
    public async Task Another_process_can_end_a_task()
    {
        await using var tes = await TesSession.SimulateAsync();
        var id = await tes.CreateAsync();
        using var body = new StringContent("""{"state":"EXECUTOR_ERROR"}""");
        using var answer = await tes.Http.PutAsync(new Uri(tes.Tes.Url, $"_local/tasks/{id}/state"), body);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("EXECUTOR_ERROR", await tes.StateAsync(id));
        using var again = new StringContent("""{"state":"COMPLETE"}""");
        using var unknown = await tes.Http.PutAsync(new Uri(tes.Tes.Url, "_local/tasks/none/state"), again);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }
}
