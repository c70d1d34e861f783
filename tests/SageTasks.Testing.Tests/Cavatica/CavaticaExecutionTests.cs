using System.Net;
using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>Tasks that are really executed, by code and by programs; where their outputs go; and the platform's own caching.</summary>
public sealed class CavaticaExecutionTests
{
    private static readonly LocalCavaticaOptions Real = new();

    [Fact]
    public async Task Code_reads_its_inputs_and_its_files_become_the_projects()
    {
        await using var session = await CavaticaSession.StartAsync(Real);
        session.Cavatica.RunApp("sage/study/hello", CavaticaSession.JoinAsync);
        var inputs = session.AddReads(("a.txt", "alpha", "s1"), ("b.txt", "beta", "s1"));
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
        Assert.Equal("alphabeta", await session.ReadAsync(file));
        Assert.Equal("DONE", (await session.GetAsync($"tasks/{id}/execution_details")).GetProperty("jobs")[0].GetProperty("status").GetString());
        Assert.Equal(id, Assert.Single(session.Cavatica.Journal.OfKind("task.executed")).Id);
    }

    [Fact]
    public async Task A_program_leaves_its_outputs_as_a_tool_does_and_copies_run_like_their_original()
    {
        await using var session = await CavaticaSession.StartAsync(Real);
        session.Cavatica.RunApp("sage/study/hello", "sh", "-c", """cat inputs/*/*.txt > all.txt; echo said; echo '{"out":{"class":"File","path":"all.txt"}}' > cwl.output.json""");
        await session.SendAsync("POST", "apps/sage/study/hello/actions/copy", """{"project":"sage/study","name":"copy"}""", HttpStatusCode.Created);
        var body = session.Task(inputs: session.AddReads(("a.txt", "alpha", "s1"))).Replace("/hello/0", "/copy", StringComparison.Ordinal);
        var id = (await session.SendAsync("POST", "tasks?action=run", body, HttpStatusCode.Created)).GetProperty("id").GetString()!;
        var done = await session.EndAsync(id);
        var details = await session.GetAsync($"tasks/{id}/execution_details");

        Assert.Equal("COMPLETED", done.GetProperty("status").GetString());
        Assert.Equal("alpha", await session.ReadAsync(await session.GetAsync($"files/{done.GetProperty("outputs").GetProperty("out").GetProperty("path").GetString()}")));
        var log = details.GetProperty("jobs")[0].GetProperty("logs").GetProperty("stdout.log").GetString()!;
        Assert.Equal("said\n", await session.ReadAsync(await session.GetAsync(log)));
    }

    [Fact]
    public async Task What_fails_says_why_and_what_nobody_runs_fails()
    {
        await using var session = await CavaticaSession.StartAsync(Real);
        session.Cavatica.RunApp("sage/study/hello", (_, _) => throw new InvalidOperationException("no luck"));
        var failed = await session.RunAsync(session.AddReads(("a.txt", "a", "s1")));
        session.Cavatica.RunApp("sage/study/hello", "false");
        var exited = await session.RunAsync(session.AddReads(("b.txt", "a", "s1")));
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
        var id = await session.DraftAsync(inputs: session.AddReads(("a.txt", "a", "s1")));
        await session.PostAsync($"tasks/{id}/actions/run");
        await begun.Task;
        var aborted = await session.PostAsync($"tasks/{id}/actions/abort");
        await stopped.Task;

        Assert.Equal("ABORTED", aborted.GetProperty("status").GetString());
        Assert.Equal("ABORTED", await session.StatusAsync(id));
    }

    [Fact]
    public async Task The_same_work_is_not_done_twice_where_memoization_is_asked_for()
    {
        var clock = new ManualTime();
        await using var session = await CavaticaSession.StartAsync(new LocalCavaticaOptions { TimeProvider = clock });
        session.Cavatica.RunApp("sage/study/hello", CavaticaSession.JoinAsync);
        var inputs = session.AddReads(("a.txt", "alpha", "s1"));
        var first = await session.RunAsync(inputs);
        var second = await session.RunAsync(inputs, Memoize);
        var third = await session.RunAsync(inputs);
        clock.Advance(TimeSpan.FromHours(25));
        var late = await session.RunAsync(inputs, Memoize);

        Assert.All([first, second, third, late], task => Assert.Equal("COMPLETED", task.GetProperty("status").GetString()));
        Assert.NotEqual(Out(first), Out(second));
        Assert.Equal("alpha", await session.ReadAsync(await session.GetAsync($"files/{Out(second)}")));
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
        session.Cavatica.RunApp("sage/study/hello", CavaticaSession.JoinAsync);
        var (volume, folder) = (session.Cavatica.AddVolume("outputs", bucket), session.Cavatica.AddFolder(session.Project, "aliases"));
        var inputs = session.AddReads(("a.txt", "alpha", "s1"));

        var inFolder = await session.RunAsync(inputs, $$$""","output_location":{"main_location":"{{{folder}}}"}""");
        var onVolume = await session.RunAsync(inputs, $$$""","output_location":{"main_location":"volumes://{{{volume}}}/runs/<task_id>","main_location_alias":"{{{folder}}}"}""");
        var ofOne = await session.RunAsync(
            inputs, $$$$""","output_location":{"main_location":"{{{{folder}}}}","nodes_override":true,"nodes_location":{"out":{"output_location":"volume://{{{{volume}}}}"}}}""");
        var nowhere = await session.RunAsync(inputs, ""","output_location":{"main_location":"volumes://sage/none"}""");

        Assert.Equal(folder, (await FileOfAsync(inFolder)).GetProperty("parent").GetString());
        var alias = await FileOfAsync(onVolume);
        var place = $"runs/{onVolume.GetProperty("id").GetString()}/{alias.GetProperty("name").GetString()}";
        Assert.Equal(folder, alias.GetProperty("parent").GetString());
        Assert.Equal($$"""{"type":"VOLUME","volume":"{{volume}}","location":"{{place}}"}""", alias.GetProperty("storage").GetRawText());
        Assert.Equal("alpha", await File.ReadAllTextAsync(Path.Combine(bucket, place)));
        Assert.Equal("alpha", await session.ReadAsync(alias));
        Assert.Equal("joined.txt", (await FileOfAsync(ofOne)).GetProperty("storage").GetProperty("location").GetString());
        Assert.Contains("sage/none", nowhere.GetProperty("execution_status").GetProperty("message").GetString(), StringComparison.Ordinal);
        Directory.Delete(bucket, recursive: true);

        Task<JsonElement> FileOfAsync(JsonElement task) => session.GetAsync($"files/{task.GetProperty("outputs").GetProperty("out").GetProperty("path").GetString()}");
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

        var failed = await session.RunAsync(session.AddReads(("a.txt", "a", "s1")));
        var jobs = (await session.GetAsync($"tasks/{failed.GetProperty("id").GetString()}/execution_details")).GetProperty("jobs").EnumerateArray().ToList();

        Assert.Equal("sh ended with exit code 3.", failed.GetProperty("execution_status").GetProperty("message").GetString());
        Assert.Equal(["main FAILED", "first DONE", "second FAILED"], jobs.Select(job => $"{job.GetProperty("name")} {job.GetProperty("status")}"));
        Assert.Equal("sh -c echo one; echo made >out.txt", jobs[1].GetProperty("command_line").GetString());
        Assert.Equal("one\ntwo\nmade\n", await session.ReadAsync(await session.GetAsync(jobs[1].GetProperty("logs").GetProperty("stdout.log").GetString()!)));
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

        var failed = await session.RunAsync(session.AddReads(("a.txt", "a", "s1")));

        Assert.Equal("FAILED", failed.GetProperty("status").GetString());
        Assert.Empty(CavaticaSession.Names(await session.GetAsync($"files?project=sage/study&origin.task={failed.GetProperty("id").GetString()}")));
    }
}
