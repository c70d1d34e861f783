using System.Net;
using SageTasks.ContractSuites;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Testing;
using SageTasks.Tes.Tests.Local;
using SageTasks.Tes.Tests.Stubs;

namespace SageTasks.Tes.Tests.Defects;

/// <summary>What other TES clients get wrong, each as it was observed or read in their sources.</summary>
public sealed class DefectsOfOtherClientsTests
{
    private const string Tasks = "/ga4gh/tes/v1/tasks";

    /// <summary>py-tes posts to each of three paths in turn when the server is slow to answer: up to three tasks on Funnel. Snakemake, cwl-tes and
    /// proTES inherit it.</summary>
    [Fact]
    public async Task A_creation_that_is_slow_to_answer_is_posted_once()
    {
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions { Personality = LocalTesPersonality.Funnel, Simulation = new LocalTesSimulation() });
        tes.Faults.Add(new FaultRule { Kind = FaultKind.Delay, Route = "POST /tasks", Probability = 1, Delay = TimeSpan.FromSeconds(1) });
        var client = tes.Connect(options => options.Http.AttemptTimeout = TimeSpan.FromMilliseconds(200));
        await client.GetServiceInfoAsync();

        await Assert.ThrowsAsync<SubmissionUnknownException>(() => client.CreateTaskAsync(Samples.Task));
        while (tes.Tasks.Count == 0)
        {
            await Task.Delay(20);
        }

        Assert.Single(tes.Journal.OfKind("task.created"));
    }

    /// <summary>py-tes takes a 404 for a wrong path and asks the next one; Microsoft's SDK repeats it sixty times.</summary>
    [Fact]
    public async Task A_task_that_is_not_there_is_asked_for_once()
    {
        var server = StubTes.Standard();

        await Assert.ThrowsAsync<NotFoundException>(() => server.Client().GetTaskAsync("t1"));

        Assert.Single(server.Requests, request => request.Path.Contains("/tasks", StringComparison.Ordinal));
    }

    /// <summary>Microsoft's SDK sends <c>pageToken</c>, which no server reads, and pages for ever over the first page.</summary>
    [Fact]
    public async Task A_list_of_more_than_one_page_ends()
    {
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions { Personality = LocalTesPersonality.TesAzure, Simulation = new LocalTesSimulation() });
        for (var index = 0; index < 600; index++)
        {
            tes.AddPastTask(new PastTesTask { Tags = new Dictionary<string, string> { ["batch"] = "7" } });
        }

        var listed = await tes.Connect().ListTasksAsync(new TesTaskQuery { Tags = [new("batch", "7")] }).Select(task => task.Id).ToListAsync();

        Assert.Equal(600, listed.Count);
        Assert.Equal(600, listed.Distinct().Count());
    }

    /// <summary>Microsoft's SDK and @elixir-cloud/tes put values into the query as they are.</summary>
    [Fact]
    public async Task What_is_asked_for_arrives_as_it_was_meant()
    {
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions { Simulation = new LocalTesSimulation() });
        tes.AddPastTask(new PastTesTask { Name = "a&b=c d+e%41/ä", Tags = new Dictionary<string, string> { ["k&1"] = "v=2+3 %" } });

        Assert.Single(await tes.Connect().ListTasksAsync(new TesTaskQuery { NamePrefix = "a&b=c d+e%41/ä", Tags = [new("k&1", "v=2+3 %")] }).ToListAsync());
    }

    /// <summary>Microsoft's SDK leaves out the value of a tag that may have any, so that TES-Azure gives it the next one's; Funnel's client sends
    /// keys and values apart, which TES-Azure pairs in another way.</summary>
    [Theory]
    [InlineData(LocalTesPersonality.Spec)]
    [InlineData(LocalTesPersonality.Funnel)]
    [InlineData(LocalTesPersonality.TesAzure)]
    public async Task A_tag_with_any_value_before_one_with_a_value_means_the_same_everywhere(LocalTesPersonality personality)
    {
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions { Personality = personality, Simulation = new LocalTesSimulation() });
        var wanted = tes.AddPastTask(new PastTesTask { Tags = new Dictionary<string, string> { ["foo"] = "anything", ["baz"] = "bat" } });
        tes.AddPastTask(new PastTesTask { Tags = new Dictionary<string, string> { ["foo"] = "bat", ["baz"] = "other" } });

        var page = await tes.Connect().GetTasksPageAsync(new TesTaskQuery { Tags = [new("foo"), new("baz", "bat")] });

        Assert.Equal(wanted, Assert.Single(page.Tasks).Id);
    }

    /// <summary>Microsoft's SDK discards the path of the address that it is given; py-tes and Funnel's client have theirs built in.</summary>
    [Fact]
    public async Task The_path_of_the_address_counts()
    {
        var server = new StubTes().On("GET", "/lab/tes/service-info", StubTes.Info).On("GET", "/lab/tes/tasks/t1", """{"id":"t1"}""");

        Assert.Equal("t1", (await server.Client(endpoint: "https://gateway.example.org/lab/tes").GetTaskAsync("t1")).Id);
    }

    /// <summary>Most clients show the status of a refusal and not its reason; @elixir-cloud/tes gives the error for the task.</summary>
    [Fact]
    public async Task A_refusal_is_an_exception_that_says_why()
    {
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions { Personality = LocalTesPersonality.TesAzure, Simulation = new LocalTesSimulation() });
        var local = Samples.Task with { Inputs = [new TesInput { Path = "/in/a", Url = "file:///etc/passwd" }] };

        var refused = await Assert.ThrowsAsync<InvalidRequestException>(() => tes.Connect().CreateTaskAsync(local));

        Assert.Equal(400, refused.Error.Status);
        Assert.Contains("File", refused.Message, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>@elixir-cloud/tes cancels with DELETE, which no server knows.</summary>
    [Fact]
    public async Task A_task_is_cancelled_as_the_standard_says()
    {
        var server = StubTes.Standard().On("POST", $"{Tasks}/t1:cancel", "{}");

        await server.Client().CancelTaskAsync("t1");

        Assert.Equal("POST", server.Requests[^1].Method);
    }

    /// <summary>Funnel's client and nf-ga4gh wait for ever for a task that was preempted; py-tes takes UNKNOWN, PAUSED and CANCELING for its end.</summary>
    [Theory]
    [InlineData("PREEMPTED", true)]
    [InlineData("UNKNOWN", false)]
    [InlineData("PAUSED", false)]
    [InlineData("CANCELING", false)]
    public async Task Waiting_ends_with_the_task_and_not_before(string state, bool isEnd)
    {
        var asked = 0;
        var server = StubTes.Standard().On("GET", $"{Tasks}/t1", _ => StubTes.Json($$"""{"id":"t1","state":"{{(++asked <= 3 ? state : "COMPLETE")}}"}"""));
        var time = new SkippingTime();

        var last = await new RunWatcher(time: time).WatchAsync(new TesRuns(server.Client()), ["t1"]).LastAsync();

        Assert.Equal(RunChangeKind.Ended, last.Kind);
        Assert.Equal(isEnd ? RunState.Preempted : RunState.Succeeded, last.Run!.State);
    }

    /// <summary>Funnel's client waits for the last of the tasks that it is given.</summary>
    [Fact]
    public async Task Waiting_for_many_waits_for_all()
    {
        var left = 5;
        var server = StubTes.Standard()
            .On("GET", $"{Tasks}/t1", _ => StubTes.Json($$"""{"id":"t1","state":"{{(--left > 0 ? "RUNNING" : "COMPLETE")}}"}"""))
            .On("GET", $"{Tasks}/t2", """{"id":"t2","state":"COMPLETE"}""");

        var changes = await new RunWatcher(time: new SkippingTime()).WatchAsync(new TesRuns(server.Client()), ["t1", "t2"]).ToListAsync();

        Assert.Equal(["t2", "t1"], changes.Where(change => change.Kind == RunChangeKind.Ended).Select(change => change.WatchedId));
    }

    /// <summary>Funnel's client sends an empty user and password where there is none; others forget the token on some requests.</summary>
    [Fact]
    public async Task Every_request_carries_the_token_and_none_where_there_is_none()
    {
        var server = StubTes.Standard().On("GET", Tasks, """{"tasks":[]}""").On("POST", Tasks, """{"id":"t1"}""").On("POST", $"{Tasks}/t1:cancel", "{}");
        foreach (var client in new[] { server.Client(), server.Client(options => options.Token = null) })
        {
            await client.GetServiceInfoAsync();
            await client.CancelTaskAsync(await client.CreateTaskAsync(Samples.Task));
            await client.ListTasksAsync().ToListAsync();
        }

        var sent = server.Requests.Select(request => request.Authorization).ToList();
        Assert.All(sent[..(sent.Count / 2)], authorization => Assert.Equal("Bearer stub-token", authorization));
        Assert.All(sent[(sent.Count / 2)..], Assert.Null);
    }

    /// <summary>py-tes and Funnel's client fail on a field that they do not know, py-tes on a type that is 0 and on logs that are null.</summary>
    [Fact]
    public async Task What_servers_really_answer_is_read()
    {
        var server = StubTes.Standard().On(
            "GET", $"{Tasks}/t1", """{"id":"t1","inputs":[{"path":"/a","url":"s3://b/a","type":0}],"logs":[{"system_logs":[null]}],"error_count":0}""");

        var task = await server.Client().GetTaskAsync("t1");

        Assert.Null(task.Inputs[0].Type);
        Assert.Empty(task.Logs[0].SystemLogs);
    }

    /// <summary>No other client repeats a reading that failed in passing; py-tes ends its waiting on it.</summary>
    [Fact]
    public async Task A_reading_that_fails_in_passing_is_repeated()
    {
        var failures = 2;
        var server = StubTes.Standard().On("GET", $"{Tasks}/t1", _ => failures-- > 0
            ? StubTes.Text("upstream", HttpStatusCode.BadGateway, "text/plain")
            : StubTes.Json("""{"id":"t1"}"""));

        Assert.Equal("t1", (await server.Client().GetTaskAsync("t1")).Id);
    }

    /// <summary>No client prevents that the same work becomes two tasks.</summary>
    [Fact]
    public async Task The_same_work_is_one_task()
    {
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions { Personality = LocalTesPersonality.Funnel, Simulation = new LocalTesSimulation() });
        var runs = new TesRuns(tes.Connect(), new TesRunsOptions { SettleTime = TimeSpan.FromMilliseconds(50), CommitHorizon = TimeSpan.FromMilliseconds(100) });

        var first = await new SubmissionGuard().SubmitAsync(runs, Samples.Task);
        var second = await new SubmissionGuard().SubmitAsync(runs, Samples.Task);

        Assert.Equal(first.RunId, second.RunId);
        Assert.Single(tes.Tasks);
    }
}
