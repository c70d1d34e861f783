using System.Net;
using System.Text.Json;

namespace SageTasks.Testing.Tests;

/// <summary>Tasks one by one: made, shown, cancelled.</summary>
public sealed class TaskTests
{
    private const string Everything = """
        {"name":"n","description":"d","inputs":[{"name":"i","description":"di","path":"/in/a","content":"text","type":"FILE","streamable":true}],
         "outputs":[{"name":"o","path":"/out/*.txt","path_prefix":"/out/","url":"file:///nowhere/","type":"DIRECTORY"}],
         "resources":{"cpu_cores":2,"preemptible":true,"ram_gb":1.5,"disk_gb":8,"zones":["z"],"backend_parameters":{"VmSize":"A"},"backend_parameters_strict":false},
         "executors":[{"image":"alpine","command":["true"],"workdir":"/w","stdin":"/in/a","stdout":"/o","stderr":"/e","env":{"A":"1"},"ignore_error":true}],
         "volumes":["/v"],"tags":{"k":"v","empty":""},"id":"mine","state":"COMPLETE","creation_time":"2001-01-01T00:00:00Z"}
        """;

    [Fact]
    public async Task A_task_comes_back_as_it_was_sent_with_what_the_server_adds()
    {
        await using var tes = await TesSession.StartAsync(new LocalTesOptions { Simulation = TesSession.UntilTold, BackendParameters = ["vmsize"] });
        var id = await tes.CreateAsync(Everything);
        Assert.NotEqual("mine", id);
        var task = await tes.TaskAsync(id);
        using var sent = JsonDocument.Parse(Everything);
        foreach (var field in (string[])["name", "description", "inputs", "outputs", "resources", "executors", "volumes", "tags"])
        {
            Assert.True(JsonElement.DeepEquals(sent.RootElement.GetProperty(field), task.GetProperty(field)), field);
        }

        Assert.Equal("RUNNING", task.GetProperty("state").GetString());
        Assert.True(task.GetProperty("creation_time").GetDateTimeOffset() > DateTimeOffset.UtcNow.AddHours(-1));
        Assert.Equal(id, Assert.Single(tes.Tes.Journal.OfKind("task.created")).Id);
    }

    [Fact]
    public async Task Views_show_what_the_specification_says()
    {
        await using var tes = await TesSession.StartAsync(new LocalTesOptions { Simulation = TesSession.UntilTold, BackendParameters = [] });
        var id = await tes.CreateAsync(Everything);
        tes.Tes.SetState(id, LocalTesState.ExecutorError, exitCode: 3, stderr: "no such file");
        Assert.Equal(["id", "state"], Names(await tes.GetAsync($"tasks/{id}")));
        Assert.Equal(["id", "state"], Names(await tes.TaskAsync(id, "MINIMAL")));

        var full = await tes.TaskAsync(id);
        Assert.Equal("text", full.GetProperty("inputs")[0].GetProperty("content").GetString());
        var log = full.GetProperty("logs")[0];
        Assert.Contains("VmSize", log.GetProperty("system_logs")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("no such file", log.GetProperty("logs")[0].GetProperty("stderr").GetString());
        Assert.Equal("{}", full.GetProperty("resources").GetProperty("backend_parameters").ToString());

        var basic = await tes.TaskAsync(id, "BASIC");
        Assert.False(basic.GetProperty("inputs")[0].TryGetProperty("content", out _));
        Assert.False(basic.GetProperty("logs")[0].TryGetProperty("system_logs", out _));
        Assert.Equal(["start_time", "end_time", "exit_code"], Names(basic.GetProperty("logs")[0].GetProperty("logs")[0]));
        Assert.Equal(3, basic.GetProperty("logs")[0].GetProperty("logs")[0].GetProperty("exit_code").GetInt32());
        Assert.Equal(HttpStatusCode.BadRequest, (await tes.AskAsync("GET", $"tasks/{id}?view=basic")).Status);
    }

    [Theory]
    [InlineData("""{"executors":[]}""", "executors is empty")]
    [InlineData("""{}""", "executors is empty")]
    [InlineData("""null""", "no task")]
    [InlineData("""{"executors":""", "no task")]
    [InlineData("""{"executors":[null]}""", "executors[0] is null")]
    [InlineData("""{"executors":[{"command":["a"]}]}""", "executors[0].image")]
    [InlineData("""{"executors":[{"image":"a","command":[]}]}""", "executors[0].command")]
    [InlineData("""{"executors":[{"image":"a","command":["a",null]}]}""", "null")]
    [InlineData("""{"executors":[{"image":"a","command":["a"],"stdin":"in"}]}""", "'in', which is not an absolute path")]
    [InlineData("""{"executors":[{"image":"a","command":["a"],"env":{"A=B":"1"}}]}""", "'A=B'")]
    [InlineData("""{"executors":[{"image":"a","command":["a"]}],"inputs":[{"path":"/a"}]}""", "inputs[0].url and .content")]
    [InlineData("""{"executors":[{"image":"a","command":["a"]}],"inputs":[{"path":"a","content":""}]}""", "inputs[0].path")]
    [InlineData("""{"executors":[{"image":"a","command":["a"]}],"inputs":[{"path":"/a/../b","content":""}]}""", "goes up")]
    [InlineData("""{"executors":[{"image":"a","command":["a"]}],"inputs":[{"path":"/a","content":"","type":"LINK"}]}""", "'LINK'")]
    [InlineData("""{"executors":[{"image":"a","command":["a"]}],"outputs":[{"path":"/a"}]}""", "outputs[0].url")]
    [InlineData("""{"executors":[{"image":"a","command":["a"]}],"outputs":[{"path":"/a/*","url":"file:///a"}]}""", "path_prefix is missing")]
    [InlineData("""{"executors":[{"image":"a","command":["a"]}],"outputs":[{"path":"/a/*","path_prefix":"/b","url":"file:///a"}]}""", "does not begin with")]
    [InlineData("""{"executors":[{"image":"a","command":["a"]}],"volumes":["v"]}""", "volumes[0]")]
    [InlineData("""{"executors":[{"image":"a","command":["a"]}],"resources":{"cpu_cores":0.5}}""", "cpu_cores")]
    [InlineData("""{"executors":[{"image":"a","command":["a"]}],"resources":{"cpu_cores":-1}}""", "cpu_cores is -1")]
    [InlineData("""{"executors":[{"image":"a","command":["a"]}],"resources":{"backend_parameters":{"x":"y"},"backend_parameters_strict":true}}""", "Unsupported backend_parameters: x")]
    public async Task What_is_no_task_is_refused_with_the_reason(string body, string reason)
    {
        await using var tes = await TesSession.SimulateAsync();
        var (status, text) = await tes.AskAsync("POST", "tasks", body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(reason, JsonDocument.Parse(text).RootElement.GetProperty("msg").GetString(), StringComparison.Ordinal);
        Assert.Empty(tes.Tes.Tasks);
    }

    [Fact]
    public async Task Cancelling_is_repeatable_and_changes_nothing_that_has_ended()
    {
        await using var tes = await TesSession.SimulateAsync();
        var (running, done) = (await tes.CreateAsync(), await tes.CreateAsync());
        tes.Tes.SetState(done, LocalTesState.Complete);
        Assert.Equal((HttpStatusCode.OK, "{}"), await tes.CancelAsync(running));
        Assert.Equal((HttpStatusCode.OK, "{}"), await tes.CancelAsync(running));
        Assert.Equal((HttpStatusCode.OK, "{}"), await tes.CancelAsync(done));
        Assert.Equal("CANCELED", await tes.StateAsync(running));
        Assert.Equal("COMPLETE", await tes.StateAsync(done));
        Assert.Equal(HttpStatusCode.NotFound, (await tes.CancelAsync("unknown")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await tes.AskAsync("GET", "tasks/unknown")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await tes.AskAsync("POST", $"tasks/{done}", "")).Status);
    }

    [Fact]
    public async Task The_service_says_what_it_is()
    {
        await using var tes = await TesSession.StartAsync(new LocalTesOptions { BackendParameters = ["VmSize"] });
        var info = await tes.GetAsync("service-info");
        Assert.Equal("""{"group":"org.ga4gh","artifact":"tes","version":"1.1.0"}""", info.GetProperty("type").GetRawText());
        Assert.Equal("""["VmSize"]""", info.GetProperty("tesResources_backend_parameters").GetRawText());
        Assert.StartsWith("file://", info.GetProperty("storage")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await tes.AskAsync("GET", "../../../tasks")).Status);
    }

    [Fact]
    public async Task State_survives_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("tes-state-").FullName;
        var options = new LocalTesOptions { Simulation = TesSession.UntilTold, StateFolder = folder };
        string done, running;
        await using (var tes = await TesSession.StartAsync(options))
        {
            (done, running) = (await tes.CreateAsync(), await tes.CreateAsync());
            tes.Tes.SetState(done, LocalTesState.Complete);
        }

        await using (var tes = await TesSession.StartAsync(options))
        {
            Assert.Equal([running, done], await tes.ListAsync());
            Assert.Equal("COMPLETE", await tes.StateAsync(done));
            Assert.Equal("RUNNING", await tes.StateAsync(running));
            var last = await tes.CreateAsync();
            Assert.Equal([last, running, done], await tes.ListAsync());
            tes.Tes.Expire(done);
        }

        await using (var tes = await TesSession.StartAsync(options))
        {
            Assert.DoesNotContain(done, await tes.ListAsync());
        }

        Directory.Delete(folder, recursive: true);
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];
}
