using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>Tasks that are really executed: by code, by a program, by cwltool; and the platform's own caching.</summary>
public sealed class CavaticaExecutionTests
{
    private static readonly LocalCavaticaOptions Real = new();

    private const string Tool = """
        {"cwlVersion":"v1.2","class":"CommandLineTool","baseCommand":["wc","-c"],"stdout":"count.txt",
         "inputs":{"text":{"type":"File","inputBinding":{"position":1}}},"outputs":{"count":{"type":"stdout"}}}
        """;

    [Fact]
    public async Task Code_reads_its_inputs_and_its_files_become_the_projects()
    {
        await using var session = await CavaticaSession.StartAsync(Real);
        session.Cavatica.RunApp("sage/study/hello", JoinAsync);
        var inputs = Reads(session, ("a.txt", "alpha", "s1"), ("b.txt", "beta", "s1"));
        var id = await session.DraftAsync(inputs: inputs);
        var queued = await session.PostAsync($"tasks/{id}/actions/run");
        var done = await session.EndAsync(id);
        var output = done.GetProperty("outputs").GetProperty("out");
        var file = await session.GetAsync($"files/{output.GetProperty("path").GetString()}");

        Assert.Equal("QUEUED", queued.GetProperty("status").GetString());
        Assert.Equal("COMPLETED", done.GetProperty("status").GetString());
        Assert.Equal("joined.txt", output.GetProperty("name").GetString());
        Assert.Equal(id, file.GetProperty("origin").GetProperty("task").GetString());
        Assert.Equal("""{"sample_id":"s1"}""", file.GetProperty("metadata").GetRawText());
        Assert.Equal(["joined.txt"], CavaticaSession.Names(await session.GetAsync($"files?project=sage/study&origin.task={id}")));
        Assert.Equal("alphabeta", await ReadAsync(session, file));
        Assert.Equal("DONE", (await session.GetAsync($"tasks/{id}/execution_details")).GetProperty("jobs")[0].GetProperty("status").GetString());
        Assert.Equal(id, Assert.Single(session.Cavatica.Journal.OfKind("task.executed")).Id);
    }

    [Fact]
    public async Task A_program_leaves_its_outputs_as_a_tool_does_and_copies_run_like_their_original()
    {
        await using var session = await CavaticaSession.StartAsync(Real);
        session.Cavatica.RunApp("sage/study/hello", "sh", "-c", """cat inputs/*/*.txt > all.txt; echo said; echo '{"out":{"class":"File","path":"all.txt"}}' > cwl.output.json""");
        await session.SendAsync("POST", "apps/sage/study/hello/actions/copy", """{"project":"sage/study","name":"copy"}""", HttpStatusCode.Created);
        var body = session.Task(inputs: Reads(session, ("a.txt", "alpha", "s1"))).Replace("/hello/0", "/copy", StringComparison.Ordinal);
        var id = (await session.SendAsync("POST", "tasks?action=run", body, HttpStatusCode.Created)).GetProperty("id").GetString()!;
        var done = await session.EndAsync(id);
        var details = await session.GetAsync($"tasks/{id}/execution_details");

        Assert.Equal("COMPLETED", done.GetProperty("status").GetString());
        Assert.Equal("alpha", await ReadAsync(session, await session.GetAsync($"files/{done.GetProperty("outputs").GetProperty("out").GetProperty("path").GetString()}")));
        var log = details.GetProperty("jobs")[0].GetProperty("logs").GetProperty("stdout.log").GetString()!;
        Assert.Equal("said\n", await ReadAsync(session, await session.GetAsync(log)));
    }

    [Fact]
    public async Task What_fails_says_why_and_what_nobody_runs_fails()
    {
        await using var session = await CavaticaSession.StartAsync(Real);
        session.Cavatica.RunApp("sage/study/hello", (_, _) => throw new InvalidOperationException("no luck"));
        var failed = await RunAsync(session, Reads(session, ("a.txt", "a", "s1")));
        session.Cavatica.RunApp("sage/study/hello", "false");
        var exited = await RunAsync(session, Reads(session, ("b.txt", "a", "s1")));
        var app = session.Cavatica.AddApp(session.Project, "old", """{"class":"CommandLineTool","cwlVersion":"sbg:draft-2","inputs":[],"outputs":[]}""");
        var nobody = await session.SendAsync("POST", "tasks?action=run", $$"""{"project":"sage/study","app":"{{app}}"}""", HttpStatusCode.Created);
        var ended = await session.EndAsync(nobody.GetProperty("id").GetString()!);

        Assert.Equal("no luck", failed.GetProperty("execution_status").GetProperty("message").GetString());
        Assert.Equal(("FAILED", "FAILED"), (failed.GetProperty("status").GetString(), exited.GetProperty("status").GetString()));
        Assert.Contains("exit code 1", exited.GetProperty("execution_status").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("register", ended.GetProperty("execution_status").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_aborted_task_is_stopped()
    {
        await using var session = await CavaticaSession.StartAsync(Real);
        var (begun, stopped) = (new TaskCompletionSource(), new TaskCompletionSource());
        session.Cavatica.RunApp("sage/study/hello", async (_, stop) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => stopped.SetResult(), TaskScheduler.Default);
            stop.ThrowIfCancellationRequested();
        });
        var id = await session.DraftAsync(inputs: Reads(session, ("a.txt", "a", "s1")));
        await session.PostAsync($"tasks/{id}/actions/run");
        await begun.Task;
        var aborted = await session.PostAsync($"tasks/{id}/actions/abort");
        await stopped.Task;

        Assert.Equal("ABORTED", aborted.GetProperty("status").GetString());
        Assert.Equal("ABORTED", await session.StatusAsync(id));
    }

    [CwltoolFact]
    public async Task Cwl_is_run_by_cwltool()
    {
        await using var session = await CavaticaSession.StartAsync(Real);
        var done = await RunTextAsync(session, Tool);
        var message = done.GetProperty("execution_status").GetProperty("message").GetString();

        Assert.True(done.GetProperty("status").GetString() == "COMPLETED", message);
        var count = await session.GetAsync($"files/{done.GetProperty("outputs").GetProperty("count").GetProperty("path").GetString()}");
        Assert.StartsWith("5", (await ReadAsync(session, count)).TrimStart(), StringComparison.Ordinal);
        Assert.Equal("DONE", (await session.GetAsync($"tasks/{done.GetProperty("id").GetString()}/execution_details")).GetProperty("jobs")[0].GetProperty("status").GetString());
    }

    [CwltoolFact]
    public async Task Apps_that_require_containers_run_without_them_and_what_is_refused_says_why()
    {
        await using var session = await CavaticaSession.StartAsync(Real);
        var tool = JsonNode.Parse(Tool)!.AsObject();
        (tool["requirements"], tool["sbg:links"]) = (JsonNode.Parse("""[{"class":"DockerRequirement","dockerPull":"debian:12"}]"""), "none");
        var workflow = JsonNode.Parse("""
            {"cwlVersion":"v1.2","class":"Workflow","inputs":{"text":"File"},"outputs":{"count":{"type":"File","outputSource":"step/count"}},
             "steps":{"step":{"in":{"text":"text"},"out":["count"]}}}
            """)!.AsObject();
        workflow["steps"]!["step"]!["run"] = tool;

        var done = await RunTextAsync(session, workflow.ToJsonString());
        var refused = await RunTextAsync(session, workflow.ToJsonString().Replace("step/count", "step/none", StringComparison.Ordinal));
        var jobs = (await session.GetAsync($"tasks/{refused.GetProperty("id").GetString()}/execution_details")).GetProperty("jobs");

        Assert.Equal("COMPLETED", done.GetProperty("status").GetString());
        Assert.Equal("FAILED", refused.GetProperty("status").GetString());
        Assert.NotEqual("", await ReadAsync(session, await session.GetAsync(jobs[0].GetProperty("logs").GetProperty("stderr.log").GetString()!)));
    }

    private static async Task<JsonElement> RunTextAsync(CavaticaSession session, string cwl)
    {
        var app = session.Cavatica.AddApp(session.Project, "containers", cwl);
        var file = session.Cavatica.AddFile(session.Project, "a.txt", "alpha"u8.ToArray());
        var begun = await session.SendAsync(
            "POST", "tasks?action=run", $$$"""{"project":"sage/study","app":"{{{app}}}","inputs":{"text":{"class":"File","path":"{{{file}}}"} } }""", HttpStatusCode.Created);
        return await session.EndAsync(begun.GetProperty("id").GetString()!);
    }

    [Fact]
    public async Task The_same_work_is_not_done_twice_where_memoization_is_asked_for()
    {
        var clock = new ManualTime();
        await using var session = await CavaticaSession.StartAsync(new LocalCavaticaOptions { TimeProvider = clock });
        session.Cavatica.RunApp("sage/study/hello", JoinAsync);
        var inputs = Reads(session, ("a.txt", "alpha", "s1"));
        var first = await RunAsync(session, inputs);
        var second = await RunAsync(session, inputs, Memoize);
        var third = await RunAsync(session, inputs);
        clock.Advance(TimeSpan.FromHours(25));
        var late = await RunAsync(session, inputs, Memoize);

        Assert.All([first, second, third, late], task => Assert.Equal("COMPLETED", task.GetProperty("status").GetString()));
        Assert.NotEqual(Out(first), Out(second));
        Assert.Equal("alpha", await ReadAsync(session, await session.GetAsync($"files/{Out(second)}")));
        Assert.Equal(
            ((JsonElement[])[first, third, late]).Select(task => task.GetProperty("id").GetString()),
            session.Cavatica.Journal.OfKind("task.executed").Select(entry => entry.Id));

        static string Out(JsonElement task) => task.GetProperty("outputs").GetProperty("out").GetProperty("path").GetString()!;
    }

    private const string Memoize = """,  "execution_settings":{"use_memoization":true}""";

    [Fact]
    public async Task Outputs_go_where_their_task_says_into_folders_and_onto_volumes()
    {
        var bucket = Directory.CreateTempSubdirectory("cavatica-outputs-").FullName;
        await using var session = await CavaticaSession.StartAsync(Real);
        session.Cavatica.RunApp("sage/study/hello", JoinAsync);
        var (volume, folder) = (session.Cavatica.AddVolume("outputs", bucket), session.Cavatica.AddFolder(session.Project, "aliases"));
        var inputs = Reads(session, ("a.txt", "alpha", "s1"));

        var inFolder = await RunAsync(session, inputs, $$$""","output_location":{"main_location":"{{{folder}}}"}""");
        var onVolume = await RunAsync(session, inputs, $$$""","output_location":{"main_location":"volumes://{{{volume}}}/runs/<task_id>","main_location_alias":"{{{folder}}}"}""");
        var ofOne = await RunAsync(
            session, inputs, $$$$""","output_location":{"main_location":"{{{{folder}}}}","nodes_override":true,"nodes_location":{"out":{"output_location":"volume://{{{{volume}}}}"}}}""");
        var nowhere = await RunAsync(session, inputs, ""","output_location":{"main_location":"volumes://sage/none"}""");

        Assert.Equal(folder, (await FileOfAsync(inFolder)).GetProperty("parent").GetString());
        var alias = await FileOfAsync(onVolume);
        var place = $"runs/{onVolume.GetProperty("id").GetString()}/{alias.GetProperty("name").GetString()}";
        Assert.Equal(folder, alias.GetProperty("parent").GetString());
        Assert.Equal($$"""{"type":"VOLUME","volume":"{{volume}}","location":"{{place}}"}""", alias.GetProperty("storage").GetRawText());
        Assert.Equal("alpha", await File.ReadAllTextAsync(Path.Combine(bucket, place)));
        Assert.Equal("alpha", await ReadAsync(session, alias));
        Assert.Equal("joined.txt", (await FileOfAsync(ofOne)).GetProperty("storage").GetProperty("location").GetString());
        Assert.Contains("sage/none", nowhere.GetProperty("execution_status").GetProperty("message").GetString(), StringComparison.Ordinal);
        Directory.Delete(bucket, recursive: true);

        Task<JsonElement> FileOfAsync(JsonElement task) => session.GetAsync($"files/{task.GetProperty("outputs").GetProperty("out").GetProperty("path").GetString()}");
    }

    [Fact]
    public async Task A_task_that_a_dead_process_left_begins_anew()
    {
        var folder = Directory.CreateTempSubdirectory("cavatica-life-").FullName;
        string id;
        await using (var session = await CavaticaSession.StartAsync(Real with { StateFolder = folder }))
        {
            var begun = new TaskCompletionSource();
            session.Cavatica.RunApp("sage/study/hello", (_, stop) =>
            {
                begun.SetResult();
                return Task.Delay(Timeout.Infinite, stop);
            });
            id = await session.DraftAsync(inputs: Reads(session, ("a.txt", "alpha", "s1")));
            await session.PostAsync($"tasks/{id}/actions/run");
            await begun.Task;
        }

        await using (var session = await CavaticaSession.StartAsync(Real with { StateFolder = folder }))
        {
            Assert.Equal("RUNNING", await session.StatusAsync(id));
            session.Cavatica.RunApp("sage/study/hello", JoinAsync);
            Assert.Equal("COMPLETED", (await session.EndAsync(id)).GetProperty("status").GetString());
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_task_that_a_dead_process_was_stopping_is_stopped()
    {
        using var folders = new TemporaryFolder();
        string id;
        await using (var session = await CavaticaSession.StartAsync(Real with { StateFolder = folders.Path }))
        {
            session.Cavatica.RunApp("sage/study/hello", (_, stop) => Task.Delay(Timeout.Infinite, stop));
            id = await session.DraftAsync(inputs: Reads(session, ("a.txt", "alpha", "s1")));
            await session.PostAsync($"tasks/{id}/actions/run");
            session.Cavatica.Faults.Strike(FaultKind.SlowCancel, "POST /tasks/*/actions/abort", delay: TimeSpan.FromHours(1));
            Assert.Equal("ABORTING", (await session.PostAsync($"tasks/{id}/actions/abort")).GetProperty("status").GetString());
        }

        await using (var session = await CavaticaSession.StartAsync(Real with { StateFolder = folders.Path }))
        {
            Assert.Equal("ABORTED", await session.StatusAsync(id));
        }
    }

    [Fact]
    public async Task A_programs_step_is_told_and_its_words_are_kept()
    {
        await using var session = await CavaticaSession.StartAsync(Real);
        session.Cavatica.RunApp("sage/study/hello", async (job, stop) =>
        {
            await job.RunAsync("first", "sh", ["-c", "echo one; echo made >out.txt"], stop);
            await job.RunAsync("second", "sh", ["-c", "echo two; cat out.txt; exit 3"], stop);
        });

        var failed = await RunAsync(session, Reads(session, ("a.txt", "a", "s1")));
        var jobs = (await session.GetAsync($"tasks/{failed.GetProperty("id").GetString()}/execution_details")).GetProperty("jobs").EnumerateArray().ToList();

        Assert.Equal("sh ended with exit code 3.", failed.GetProperty("execution_status").GetProperty("message").GetString());
        Assert.Equal(["main FAILED", "first DONE", "second FAILED"], jobs.Select(job => $"{job.GetProperty("name")} {job.GetProperty("status")}"));
        Assert.Equal("sh -c echo one; echo made >out.txt", jobs[1].GetProperty("command_line").GetString());
        Assert.Equal("one\ntwo\nmade\n", await ReadAsync(session, await session.GetAsync(jobs[1].GetProperty("logs").GetProperty("stdout.log").GetString()!)));
    }

    [Fact]
    public async Task A_task_that_fails_over_one_output_leaves_none()
    {
        await using var session = await CavaticaSession.StartAsync(Real);
        session.Cavatica.RunApp("sage/study/hello", async (job, stop) =>
        {
            await File.WriteAllTextAsync(Path.Combine(job.Folder, "there.txt"), "x", stop);
            job.AddOutput("out", "there.txt");
            job.AddOutput("more", "gone.txt");
        });

        var failed = await RunAsync(session, Reads(session, ("a.txt", "a", "s1")));

        Assert.Equal("FAILED", failed.GetProperty("status").GetString());
        Assert.Empty(CavaticaSession.Names(await session.GetAsync($"files?project=sage/study&origin.task={failed.GetProperty("id").GetString()}")));
    }

    [Fact]
    public async Task What_a_platform_killed_amid_the_outputs_has_left_is_not_there_twice()
    {
        using var folders = new TemporaryFolder();
        var (first, second) = (Path.Combine(folders.Path, "first"), Path.Combine(folders.Path, "second"));
        string id, pipe = Path.Combine(folders.Path, "pipe");
        await RunProgramAsync("mkfifo", pipe);

        await using (var session = await CavaticaSession.StartAsync(Real with { StateFolder = first }))
        {
            session.Cavatica.RunApp("sage/study/hello", async (job, stop) =>
            {
                await JoinAsync(job, stop);
                job.AddOutput("held", pipe);
            });
            id = await session.DraftAsync(inputs: Reads(session, ("a.txt", "alpha", "s1")));
            await session.PostAsync($"tasks/{id}/actions/run");
            while (CavaticaSession.Names(await session.GetAsync($"files?project=sage/study&origin.task={id}")).Length == 0)
            {
                Assert.NotEqual("FAILED", await session.StatusAsync(id));
                await Task.Delay(10);
            }

            await RunProgramAsync("cp", "-r", first, second);
            await RunProgramAsync("sh", "-c", $"echo end >{pipe}");
            await session.EndAsync(id);
        }

        await using (var session = await CavaticaSession.StartAsync(Real with { StateFolder = second, Ga4ghPort = 0 }))
        {
            session.Cavatica.RunApp("sage/study/hello", JoinAsync);
            Assert.Equal("COMPLETED", (await session.EndAsync(id)).GetProperty("status").GetString());
            Assert.Equal(["joined.txt"], CavaticaSession.Names(await session.GetAsync($"files?project=sage/study&origin.task={id}")));
        }
    }

    [Fact]
    public async Task A_platform_killed_anywhere_in_a_batch_makes_the_parts_that_are_missing_and_ends_it()
    {
        using var folders = new TemporaryFolder();
        var whole = Path.Combine(folders.Path, "whole");
        string id;
        await using (var session = await CavaticaSession.StartAsync(Real with { StateFolder = whole }))
        {
            session.Cavatica.RunApp("sage/study/hello", JoinAsync);
            var inputs = Reads(session, ("a.txt", "alpha", "s1"), ("b.txt", "beta", "s2"));
            id = await session.DraftAsync(inputs: inputs, more: ""","batch_input":"reads","batch_by":{"type":"item"}""");
            await session.PostAsync($"tasks/{id}/actions/run");
            await session.EndAsync(id);
        }

        var lines = await File.ReadAllLinesAsync(Path.Combine(whole, "state.jsonl"));
        for (var kept = Array.FindIndex(lines, line => line.Contains(id, StringComparison.Ordinal) && !line.Contains("DRAFT", StringComparison.Ordinal)) + 1; kept < lines.Length; kept++)
        {
            var cut = Path.Combine(folders.Path, $"cut{kept}");
            await RunProgramAsync("cp", "-r", whole, cut);
            await File.WriteAllLinesAsync(Path.Combine(cut, "state.jsonl"), lines[..kept]);
            await using var session = await CavaticaSession.StartAsync(Real with { StateFolder = cut, Ga4ghPort = 0 });
            session.Cavatica.RunApp("sage/study/hello", JoinAsync);

            Assert.Equal("COMPLETED", (await session.EndAsync(id)).GetProperty("status").GetString());
            Assert.Equal(["t - 1: a.txt", "t - 2: b.txt"], CavaticaSession.Names(await session.GetAsync($"tasks?parent={id}&order_by=name")));
        }
    }

    private static async Task RunProgramAsync(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private static async Task<JsonElement> RunAsync(CavaticaSession session, string inputs, string more = "")
    {
        var id = await session.DraftAsync(inputs: inputs, more: more);
        await session.PostAsync($"tasks/{id}/actions/run");
        return await session.EndAsync(id);
    }

    private static string Reads(CavaticaSession session, params (string Name, string Text, string Sample)[] files)
    {
        var ids = files.Select(file => session.Cavatica.AddFile(
            session.Project, file.Name, Encoding.UTF8.GetBytes(file.Text), new Dictionary<string, string> { ["sample_id"] = file.Sample }));
        return $$"""{"reads":[{{string.Join(',', ids.Select(id => $$"""{"class":"File","path":"{{id}}"}"""))}}]}""";
    }

    private static async Task JoinAsync(LocalCavaticaJob job, CancellationToken stop)
    {
        var texts = job.Inputs.GetProperty("reads").EnumerateArray().Select(file => File.ReadAllText(file.GetProperty("path").GetString()!));
        await File.WriteAllTextAsync(Path.Combine(job.Folder, "joined.txt"), string.Concat(texts), stop);
        job.AddOutput("out", "joined.txt");
    }

    private static async Task<string> ReadAsync(CavaticaSession session, JsonElement file)
    {
        using var read = await session.Http.GetAsync(new Uri((await session.GetAsync($"files/{file.GetProperty("id").GetString()}/download_info")).GetProperty("url").GetString()!));
        return await read.Content.ReadAsStringAsync();
    }
}
