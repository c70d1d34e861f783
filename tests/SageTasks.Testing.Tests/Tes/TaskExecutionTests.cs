using System.Net;
using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>Tasks that are really executed, in every sandbox that works here.</summary>
public sealed class TaskExecutionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<LocalTesSandbox> Working =>
        Sandboxes.HasBubblewrap ? new(LocalTesSandbox.Processes, LocalTesSandbox.Bubblewrap) : new(LocalTesSandbox.Processes);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Working))]
    public async Task Commands_run_one_after_another_with_their_streams_variables_and_folders(LocalTesSandbox sandbox)
    {
        await using var tes = await StartAsync(sandbox);
        var task = await RunAsync(tes, """
            {"executors":[
               {"image":"alpine","command":["sh","-c","cat; echo \"$GREETING from $(basename \"$PWD\")\"; echo oops >&2; echo one > /vol/a"],
                "stdin":"/data/in.txt","stdout":"/data/out.txt","stderr":"/data/err.txt","workdir":"/job/here","env":{"GREETING":"hello"}},
               {"image":"alpine","command":["cat","/vol/a","/data/out.txt"]}],
             "inputs":[{"path":"/data/in.txt","content":"given\n"}],"volumes":["/vol"]}
            """);
        Assert.Equal("COMPLETE", State(task));
        var logs = Logs(task);
        Assert.Equal("given\nhello from here\n", logs[0].GetProperty("stdout").GetString());
        Assert.Equal("oops\n", logs[0].GetProperty("stderr").GetString());
        Assert.Equal("one\ngiven\nhello from here\n", logs[1].GetProperty("stdout").GetString());
        Assert.All(logs.EnumerateArray(), log => Assert.Equal(0, log.GetProperty("exit_code").GetInt32()));
        Assert.Equal(["QUEUED", "INITIALIZING", "RUNNING", "COMPLETE"], States(tes));
        Assert.Empty(Directory.GetDirectories(Path.Combine(tes.Tes.Folder, "tasks")));
    }

    [Theory]
    [MemberData(nameof(Working))]
    public async Task A_command_that_fails_ends_the_task_unless_its_error_is_ignored(LocalTesSandbox sandbox)
    {
        await using var tes = await StartAsync(sandbox);
        var failed = await RunAsync(tes, """{"executors":[{"image":"a","command":["sh","-c","exit 3"]},{"image":"a","command":["true"]}]}""");
        Assert.Equal("EXECUTOR_ERROR", State(failed));
        Assert.Equal([3], ExitCodes(failed));
        var went = await RunAsync(tes, """{"executors":[{"image":"a","command":["sh","-c","exit 3"],"ignore_error":true},{"image":"a","command":["true"]}]}""");
        Assert.Equal("COMPLETE", State(went));
        Assert.Equal([3, 0], ExitCodes(went));
        var missing = await RunAsync(tes, """{"executors":[{"image":"a","command":["no-such-program"]}]}""");
        Assert.Equal("EXECUTOR_ERROR", State(missing));
        Assert.Equal([127], ExitCodes(missing));
        Assert.Contains("no-such-program", Logs(missing)[0].GetProperty("stderr").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Working))]
    public async Task Files_and_folders_come_in_and_go_out(LocalTesSandbox sandbox)
    {
        await using var tes = await StartAsync(sandbox);
        Write("in/one.txt", "1");
        Write("in/deep/two.txt", "22");
        var task = await RunAsync(tes, $$"""
            {"inputs":[{"path":"/data/file","url":"{{Url("in/one.txt")}}"},{"path":"/data/bare","url":"{{_folder.Path}}/in/one.txt"},
                       {"path":"/data/dir","url":"{{Url("in")}}","type":"DIRECTORY"}],
             "executors":[{"image":"a","command":["sh","-c",
                "mkdir -p /out/all/sub && cat /data/file /data/bare /data/dir/deep/two.txt > /out/sum && cp -r /data/dir/* /out/all/sub && touch /out/a.vcf '/out/b c.vcf' /out/.h.vcf"]}],
             "outputs":[{"path":"/out/sum","url":"{{Url("results/sum")}}"},{"path":"/out/all","url":"{{Url("results/all/")}}","type":"DIRECTORY"},
                        {"path":"/out/*.vcf","path_prefix":"/out","url":"{{Url("results/vcf")}}"}]}
            """);
        Assert.True(State(task) == "COMPLETE", task.ToString());
        Assert.Equal("1122", Read("results/sum"));
        Assert.Equal("22", Read("results/all/sub/deep/two.txt"));
        Assert.Equal(["a.vcf", "b c.vcf"], Directory.GetFiles(Path.Combine(_folder.Path, "results/vcf")).Select(Path.GetFileName).Order());
        var outputs = task.GetProperty("logs")[0].GetProperty("outputs");
        Assert.Equal(["/out/sum", "/out/all/sub/deep/two.txt", "/out/all/sub/one.txt", "/out/a.vcf", "/out/b c.vcf"], Texts(outputs, "path"));
        Assert.Equal(["4", "2", "1", "0", "0"], Texts(outputs, "size_bytes"));
        Assert.Equal(Url("results/vcf/b%20c.vcf"), Texts(outputs, "url")[^1]);
    }

    [Theory]
    [MemberData(nameof(Working))]
    public async Task What_is_missing_is_a_system_error_with_its_name(LocalTesSandbox sandbox)
    {
        await using var tes = await StartAsync(sandbox);
        var input = await RunAsync(tes, $$"""{"inputs":[{"path":"/in","url":"{{Url("nowhere")}}"}],"executors":[{"image":"a","command":["true"]}]}""");
        Assert.Equal("SYSTEM_ERROR", State(input));
        Assert.Contains("nowhere", SystemLog(input), StringComparison.Ordinal);
        var output = await RunAsync(tes, $$"""{"outputs":[{"path":"/o/x","url":"{{Url("x")}}"}],"executors":[{"image":"a","command":["true"]}]}""");
        Assert.Equal("SYSTEM_ERROR", State(output));
        Assert.Contains("/o/x is missing", SystemLog(output), StringComparison.Ordinal);
        var scheme = await RunAsync(tes, """{"inputs":[{"path":"/in","url":"s3://bucket/key"}],"executors":[{"image":"a","command":["true"]}]}""");
        Assert.Contains("'s3'", SystemLog(scheme), StringComparison.Ordinal);
        var stdin = await RunAsync(tes, """{"executors":[{"image":"a","command":["cat"],"stdin":"/none/there"}]}""");
        Assert.Equal("SYSTEM_ERROR", State(stdin));
        Assert.False(File.Exists(Path.Combine(_folder.Path, "x")));
    }

    [Theory]
    [MemberData(nameof(Working))]
    public async Task Cancelling_kills_everything_that_a_task_started(LocalTesSandbox sandbox)
    {
        await using var tes = await StartAsync(sandbox);
        var mark = $"{Random.Shared.Next(100_000, 999_999)}.5";
        var id = await tes.CreateAsync($$"""{"executors":[{"image":"a","command":["sh","-c","(sleep {{mark}} &) ; sleep {{mark}} & sleep {{mark}}"]}]}""");
        await Eventually.HoldsAsync(() => Sandboxes.Sleeping(mark) >= 3, "its commands run");
        Assert.Equal("RUNNING", await tes.StateAsync(id));
        Assert.Equal(HttpStatusCode.OK, (await tes.CancelAsync(id)).Status);
        var task = await tes.EndAsync(id);
        Assert.Equal("CANCELED", State(task));
        await Eventually.HoldsAsync(() => Sandboxes.Sleeping(mark) == 0, "nothing of it runs");
        Assert.True(task.GetProperty("logs")[0].TryGetProperty("end_time", out _));
    }

    [Theory]
    [MemberData(nameof(Working))]
    public async Task What_a_command_leaves_running_ends_with_it(LocalTesSandbox sandbox)
    {
        await using var tes = await StartAsync(sandbox);
        var mark = $"{Random.Shared.Next(100_000, 999_999)}.25";
        Assert.Equal("COMPLETE", State(await RunAsync(tes, $$"""{"executors":[{"image":"a","command":["sh","-c","sleep {{mark}} & echo done"]}]}""")));
        await Eventually.HoldsAsync(() => Sandboxes.Sleeping(mark) == 0, "nothing of it runs");
    }

    [Fact]
    public async Task Both_outputs_of_a_command_may_go_to_one_file()
    {
        await using var tes = await TesSession.StartAsync(new LocalTesOptions());
        var task = await RunAsync(tes, """
            {"executors":[{"image":"a","command":["sh","-c","for i in 1 2 3 4 5 6 7 8 9; do echo out; echo err >&2; done"],"stdout":"/o/both","stderr":"/o/both"},
                          {"image":"a","command":["sh","-c","sort /o/both | uniq -c"]}]}
            """);
        Assert.Equal("9 err 9 out", string.Join(' ', Logs(task)[1].GetProperty("stdout").GetString()!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task A_task_that_vanishes_while_it_runs_stays_away()
    {
        var options = new LocalTesOptions { StateFolder = _folder.Path };
        await using (var tes = await TesSession.StartAsync(options))
        {
            var id = await tes.CreateAsync(Sleep);
            await Eventually.HoldsAsync(() => tes.Tes.Tasks[0].State == LocalTesState.Running, "it runs");
            tes.Tes.Expire(id);
        }

        await using var again = await TesSession.StartAsync(options);
        Assert.Empty(again.Tes.Tasks);
    }

    [Theory]
    [MemberData(nameof(Working))]
    public async Task A_long_log_keeps_its_head_and_its_tail(LocalTesSandbox sandbox)
    {
        await using var tes = await StartAsync(sandbox);
        var task = await RunAsync(tes, """{"executors":[{"image":"a","command":["seq","1","100000"]}]}""");
        var text = Logs(task)[0].GetProperty("stdout").GetString()!;
        Assert.StartsWith("1\n2\n3\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\n99999\n100000\n", text, StringComparison.Ordinal);
        Assert.Contains("568895 bytes left out", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Working))]
    public async Task A_task_may_have_files_in_the_folders_of_the_system(LocalTesSandbox sandbox)
    {
        await using var tes = await StartAsync(sandbox);
        var task = await RunAsync(tes, """
            {"inputs":[{"path":"/usr/local/share/mine/a","content":"mine"},{"path":"/etc/mine.conf","content":"set"}],"volumes":["/opt/cache"],
             "executors":[{"image":"a","command":["sh","-c","cp /usr/local/share/mine/a /opt/cache/b"]},{"image":"a","command":["cat","/opt/cache/b","/etc/mine.conf"]}]}
            """);
        Assert.Equal("COMPLETE", State(task));
        Assert.Equal("mineset", Logs(task)[1].GetProperty("stdout").GetString());
    }

    [Theory]
    [MemberData(nameof(Working))]
    public async Task The_server_says_what_its_commands_run_in_and_what_was_asked_for(LocalTesSandbox sandbox)
    {
        await using var tes = await StartAsync(sandbox);
        Assert.Equal(sandbox, tes.Tes.Sandbox);
        var word = sandbox == LocalTesSandbox.Bubblewrap ? "bubblewrap" : "plain processes";
        Assert.Contains(word, (await tes.GetAsync("service-info")).GetProperty("description").GetString(), StringComparison.Ordinal);
        var task = await RunAsync(tes, """{"executors":[{"image":"a","command":["true"]}],"resources":{"cpu_cores":2,"ram_gb":1.5}}""");
        var metadata = task.GetProperty("logs")[0].GetProperty("metadata");
        Assert.Equal(sandbox.ToString(), metadata.GetProperty("sandbox").GetString());
        Assert.Equal("cpu_cores=2, ram_gb=1.5, disk_gb=: reported, not enforced", metadata.GetProperty("resources").GetString());
    }

    [Fact]
    public async Task No_more_tasks_run_than_there_are_places()
    {
        await using var tes = await TesSession.StartAsync(new LocalTesOptions { Cpus = 1 });
        var (first, second, third) = (await tes.CreateAsync(Sleep), await tes.CreateAsync(), await tes.CreateAsync());
        await Eventually.HoldsAsync(() => tes.Tes.Tasks[0].State == LocalTesState.Running, "the first runs");
        Assert.Equal("QUEUED", await tes.StateAsync(second));
        await tes.CancelAsync(third);
        Assert.Equal("CANCELED", await tes.StateAsync(third));
        await tes.CancelAsync(first);
        Assert.Equal("COMPLETE", State(await tes.EndAsync(second)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => LocalTes.StartAsync(new LocalTesOptions { Cpus = 0 }));
    }

    [Fact]
    public async Task A_task_that_ran_when_its_server_ended_is_a_system_error_and_one_that_waited_goes_on()
    {
        var options = new LocalTesOptions { Cpus = 1, StateFolder = _folder.Path };
        string ran, waited;
        await using (var tes = await TesSession.StartAsync(options))
        {
            (ran, waited) = (await tes.CreateAsync(Sleep), await tes.CreateAsync());
            await Eventually.HoldsAsync(() => tes.Tes.Tasks[0].State == LocalTesState.Running, "the first runs");
        }

        await using (var tes = await TesSession.StartAsync(options))
        {
            var task = await tes.EndAsync(ran);
            Assert.Equal("SYSTEM_ERROR", State(task));
            Assert.Contains("server ended", SystemLog(task), StringComparison.Ordinal);
            Assert.Equal("COMPLETE", State(await tes.EndAsync(waited)));
        }
    }

    [Fact]
    public async Task Files_come_and_go_over_HTTP_and_by_what_the_options_give()
    {
        using var web = new SmallWeb();
        var transfer = new MemoryTransfer();
        await using var tes = await TesSession.StartAsync(new LocalTesOptions { Transfer = transfer });
        web.Files["/in"] = "from the web\n"u8.ToArray();
        transfer.Files["s3://bucket/in"] = "from a bucket\n";
        var task = await RunAsync(tes, $$"""
            {"inputs":[{"path":"/in/web","url":"{{web.Url}}in"},{"path":"/in/s3","url":"s3://bucket/in"}],
             "executors":[{"image":"a","command":["cat","/in/web","/in/s3"],"stdout":"/out/both"}],
             "outputs":[{"path":"/out/both","url":"{{web.Url}}out"},{"path":"/out/both","url":"s3://bucket/out"}]}
            """);
        Assert.True(State(task) == "COMPLETE", task.ToString());
        Assert.Equal("from the web\nfrom a bucket\n", System.Text.Encoding.UTF8.GetString(web.Files["/out"]));
        Assert.Equal("from the web\nfrom a bucket\n", transfer.Files["s3://bucket/out"]);
        var lost = await RunAsync(tes, $$"""{"inputs":[{"path":"/in","url":"{{web.Url}}lost"}],"executors":[{"image":"a","command":["true"]}]}""");
        Assert.Contains("404", SystemLog(lost), StringComparison.Ordinal);
        var folder = await RunAsync(tes, $$"""{"inputs":[{"path":"/in","url":"{{web.Url}}in","type":"DIRECTORY"}],"executors":[{"image":"a","command":["true"]}]}""");
        Assert.Contains("one by one", SystemLog(folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_can_end_a_task_that_runs()
    {
        await using var tes = await TesSession.StartAsync(new LocalTesOptions());
        var id = await tes.CreateAsync(Sleep);
        await Eventually.HoldsAsync(() => tes.Tes.Tasks[0].State == LocalTesState.Running, "it runs");
        tes.Tes.SetState(id, LocalTesState.Preempted);
        Assert.Equal("PREEMPTED", State(await tes.EndAsync(id)));
    }

    [Fact]
    public async Task Task_folders_can_stay_to_be_looked_into()
    {
        await using var tes = await TesSession.StartAsync(new LocalTesOptions { KeepTaskFolders = true });
        var id = await tes.CreateAsync("""{"executors":[{"image":"a","command":["touch","/vol/left"]}],"volumes":["/vol"]}""");
        Assert.Equal("COMPLETE", State(await tes.EndAsync(id)));
        Assert.True(File.Exists(Path.Combine(tes.Tes.Folder, "tasks", id, "root", "vol", "left")));
    }

    [BubblewrapFact]
    public async Task Commands_in_bubblewrap_see_the_system_and_their_own_files_and_nothing_else()
    {
        Write("secret", "s");
        Environment.SetEnvironmentVariable("SAGETASKS_SECRET_OF_THE_SERVER", "s");
        await using var tes = await TesSession.StartAsync(new LocalTesOptions());
        Assert.Equal(LocalTesSandbox.Bubblewrap, tes.Tes.Sandbox);
        var task = await RunAsync(tes, $$"""
            {"executors":[{"image":"a","command":["sh","-c","ls {{_folder.Path}}/secret; touch /usr/x; env; ls /proc | grep -c '^[0-9]'; exit 0"]}]}
            """);
        var log = Logs(task)[0];
        Assert.Equal("COMPLETE", State(task));
        Assert.Contains("No such file", log.GetProperty("stderr").GetString(), StringComparison.Ordinal);
        Assert.Contains("Read-only file system", log.GetProperty("stderr").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", log.GetProperty("stdout").GetString(), StringComparison.Ordinal);
        Assert.InRange(int.Parse(log.GetProperty("stdout").GetString()!.Trim().Split('\n')[^1], System.Globalization.CultureInfo.InvariantCulture), 1, 5);
    }

    [BubblewrapFact]
    public async Task Commands_in_bubblewrap_may_read_the_folders_that_the_options_name()
    {
        Write("tools/hello.sh", "echo hello");
        var readable = Path.Combine(_folder.Path, "tools");
        await using var tes = await TesSession.StartAsync(new LocalTesOptions { Sandbox = LocalTesSandbox.Bubblewrap, ReadableFolders = [readable] });
        var task = await RunAsync(tes, $$"""{"executors":[{"image":"a","command":["sh","{{readable}}/hello.sh"]}]}""");
        Assert.Equal("hello\n", Logs(task)[0].GetProperty("stdout").GetString());
    }

    private const string Sleep = """{"executors":[{"image":"a","command":["sleep","1000"]}]}""";

    private static Task<TesSession> StartAsync(LocalTesSandbox sandbox) => TesSession.StartAsync(new LocalTesOptions { Sandbox = sandbox });

    private static async Task<JsonElement> RunAsync(TesSession tes, string task) => await tes.EndAsync(await tes.CreateAsync(task));

    private static string? State(JsonElement task) => task.GetProperty("state").GetString();

    private static JsonElement Logs(JsonElement task) => task.GetProperty("logs")[0].GetProperty("logs");

    private static IEnumerable<int> ExitCodes(JsonElement task) => Logs(task).EnumerateArray().Select(log => log.GetProperty("exit_code").GetInt32());

    private static string SystemLog(JsonElement task) => string.Join('\n', Texts(task.GetProperty("logs")[0].GetProperty("system_logs"), null));

    private static List<string> Texts(JsonElement list, string? name) =>
        [.. list.EnumerateArray().Select(item => (name is null ? item : item.GetProperty(name)).GetString()!)];

    private static List<string> States(TesSession tes) =>
        ["QUEUED", .. tes.Tes.Journal.OfKind("task.state").Select(entry => entry.Payload.GetProperty("state").GetString()!)];

    private string Url(string path) => new Uri(Path.Combine(_folder.Path, path)).AbsoluteUri.Replace("%2520", "%20", StringComparison.Ordinal);

    private void Write(string path, string text)
    {
        var place = Path.Combine(_folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.WriteAllText(place, text);
    }

    private string Read(string path) => File.ReadAllText(Path.Combine(_folder.Path, path));

    private sealed class MemoryTransfer : ILocalTesTransfer
    {
        public Dictionary<string, string> Files { get; } = [];

        public Task DownloadAsync(string url, string path, bool isDirectory, CancellationToken cancellationToken = default) =>
            File.WriteAllTextAsync(path, Files[url], cancellationToken);

        public async Task UploadAsync(string path, string url, CancellationToken cancellationToken = default) =>
            Files[url] = await File.ReadAllTextAsync(path, cancellationToken);
    }
}
