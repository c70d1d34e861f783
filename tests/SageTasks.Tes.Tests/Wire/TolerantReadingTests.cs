using System.Text.Json;
using SageTasks.Tes.Tests.Stubs;

namespace SageTasks.Tes.Tests.Wire;

/// <summary>What real servers answer, which stricter clients cannot read.</summary>
public sealed class TolerantReadingTests
{
    // TES-Azure: null for every field without a value, the number 0 for a type that was not given, seven digits of a second.
    private const string Azure = """
        {"id":"0911c1c7_5b2c","state":"COMPLETE","name":null,"description":null,
        "inputs":[{"name":null,"description":null,"url":"s3://b/a","path":"/in/a","type":0,"content":null,"streamable":false}],
        "outputs":[{"name":null,"url":"s3://b/o","path":"/out/o","type":0}],
        "resources":{"cpu_cores":null,"preemptible":null,"ram_gb":"1.5","disk_gb":10,"zones":null,"backend_parameters":null,"backend_parameters_strict":null},
        "executors":[{"image":"debian","command":["true"],"workdir":null,"stdin":null,"stdout":null,"stderr":null,"env":null}],
        "volumes":null,"tags":{"a":null,"b":"c"},
        "logs":[{"logs":[{"start_time":"2025-01-02T03:04:05.1234567Z","end_time":"","stdout":null,"stderr":null,"exit_code":0}],"metadata":null,
        "start_time":null,"end_time":null,"outputs":[{"url":"s3://b/o","path":"/out/o","size_bytes":"9007199254740993"}],"system_logs":[null,"disk full"]}],
        "creation_time":"2025-01-02T03:04:05.1234567Z","error_count":3}
        """;

    [Fact]
    public void Nulls_numbers_for_words_and_unknown_fields_are_read()
    {
        var task = TesTask.FromJson(Azure);

        Assert.Null(task.Inputs[0].Type);
        Assert.Null(task.Outputs[0].Type);
        Assert.Equal(1.5, task.Resources!.RamGb);
        Assert.Empty(task.Volumes);
        Assert.Equal(string.Empty, task.Tags["a"]);
        Assert.Equal(9007199254740993, task.Logs[0].Outputs[0].SizeBytes);
        Assert.Equal(["disk full"], task.Logs[0].SystemLogs);
        Assert.Null(task.Logs[0].Logs[0].EndTime);
        Assert.Equal(new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1234567), task.CreationTime);
    }

    [Fact]
    public async Task A_list_reads_a_task_as_the_task_itself_is_read()
    {
        var server = StubTes.Standard().On("GET", "/ga4gh/tes/v1/tasks", $$"""{"tasks":[{{Azure}}],"next_page_token":null}""");

        var listed = Assert.Single((await server.Client().GetTasksPageAsync()).Tasks);

        Assert.Equivalent(JsonSerializer.Deserialize(Azure, TesWire.Task), listed, strict: true);
    }

    [Fact]
    public void A_state_that_nobody_knows_yet_is_carried()
    {
        var task = TesTask.FromJson("""{"id":"a","state":"HIBERNATING"}""");

        Assert.Equal("HIBERNATING", task.State!.Value.Value);
        Assert.False(task.State.Value.IsTerminal);
    }

    [Theory]
    [InlineData("COMPLETE", true)]
    [InlineData("EXECUTOR_ERROR", true)]
    [InlineData("SYSTEM_ERROR", true)]
    [InlineData("CANCELED", true)]
    [InlineData("PREEMPTED", true)]
    [InlineData("UNKNOWN", false)]
    [InlineData("PAUSED", false)]
    [InlineData("CANCELING", false)]
    public void Every_end_is_an_end_and_nothing_else(string state, bool isEnd) => Assert.Equal(isEnd, TesState.Create(state).IsTerminal);

    [Theory]
    [InlineData("""{"zones":"west"}""", "west")]
    [InlineData("""{"zones":["west",null,"east"]}""", "west,east")]
    [InlineData("""{"zones":""}""", "")]
    public void Zones_are_read_from_a_text_too(string resources, string expected) =>
        Assert.Equal(expected, string.Join(',', TesTask.FromJson($$"""{"resources":{{resources}}}""").Resources?.Zones ?? []));

    [Fact]
    public void Everything_unpopulated_as_Funnel_writes_it_is_nothing()
    {
        var task = TesTask.FromJson("""
            {"id":"a","state":"QUEUED","name":"","inputs":[],"outputs":[],"resources":{"cpu_cores":0,"ram_gb":0,"disk_gb":0,"zones":[],"backend_parameters":{}},
            "executors":[{"image":"x","command":["y"],"env":{},"ignore_error":false,"workdir":""}],"volumes":[],"tags":{},"logs":[],"creation_time":""}
            """);

        Assert.Null(task.CreationTime);
        Assert.Equal(TesState.Queued, task.State);
        Assert.Equal("""{"id":"a","state":"QUEUED","executors":[{"image":"x","command":["y"]}]}""", task.ToJson());
    }

    [Theory]
    [InlineData("""{"path":"/a","url":"","content":""}""", """{"path":"/a","content":""}""")]
    [InlineData("""{"path":"/a","url":"s3://b/a","content":""}""", """{"url":"s3://b/a","path":"/a"}""")]
    [InlineData("""{"path":"/a","url":"s3://b/a","content":"x"}""", """{"path":"/a","content":"x"}""")]
    public void Of_url_and_content_the_one_that_counts_is_read(string shown, string read) =>
        Assert.Equal($$"""{"inputs":[{{read}}]}""", TesTask.FromJson($$"""{"inputs":[{{shown}}]}""").ToJson());

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("not json")]
    public void What_is_no_task_is_said_to_be_none(string text) => Assert.Throws<FormatException>(() => TesTask.FromJson(text));

    [Fact]
    public void A_task_comes_back_from_its_own_JSON()
    {
        var task = TesTask.FromJson(Azure) with { Name = "näme" };

        Assert.Equivalent(task, TesTask.FromJson(task.ToJson()), strict: true);
    }
}
