using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

public sealed class ExecutionTests
{
    [Fact]
    public async Task a_pipeline_runs_its_tasks_for_real_and_shows_progress_tasks_and_logs()
    {
        await using var session = await TowerSession.StartAsync();
        session.Tower.AddPipeline(TowerSession.Repository, async (context, stop) =>
        {
            await Parallel.ForEachAsync(["s1", "s2"], stop, async (sample, inner) => await context.RunTaskAsync(
                new PipelineTask { Process = "COUNT", Tag = sample, Script = "wc -c" },
                async (task, token) =>
                {
                    await task.Out.WriteLineAsync($"counting {sample}");
                    await File.WriteAllTextAsync(Path.Combine(task.Folder, "count.txt"), "4", token);
                },
                inner));
            context.Log($"wrote {context.OutputFolder}");
            await File.WriteAllTextAsync(Path.Combine(context.OutputFolder, "total.txt"), "8", stop);
        });
        using var output = new TemporaryFolder();

        var id = await session.LaunchAsync("real", new JsonObject { ["outdir"] = output.Path }.ToJsonString());
        var run = await session.EndAsync(id);

        Assert.Equal("SUCCEEDED", run.GetProperty("status").GetString());
        Assert.Equal("8", await File.ReadAllTextAsync(Path.Combine(output.Path, "total.txt")));
        var progress = (await session.GetAsync($"/workflow/{id}/progress?{session.Scope}")).GetProperty("progress");
        Assert.Equal(2, progress.GetProperty("workflowProgress").GetProperty("succeeded").GetInt32());
        Assert.Equal("COUNT", progress.GetProperty("processesProgress")[0].GetProperty("process").GetString());
        var tasks = await session.GetAsync($"/workflow/{id}/tasks?{session.Scope}&max=100");
        Assert.Equal(["COUNT (s1)", "COUNT (s2)"], tasks.GetProperty("tasks").EnumerateArray().Select(t => t.GetProperty("task").GetProperty("name").GetString()!).Order());
        var taskLog = await session.GetAsync($"/workflow/{id}/log/1?{session.Scope}");
        Assert.StartsWith("counting s", taskLog.GetProperty("log").GetProperty("entries")[0].GetString(), StringComparison.Ordinal);
        var log = (await session.GetAsync($"/workflow/{id}/log?{session.Scope}")).GetProperty("log");
        Assert.Contains(log.GetProperty("entries").EnumerateArray(), e => e.GetString()!.StartsWith("wrote ", StringComparison.Ordinal));
        Assert.Single((await session.GetAsync($"/workflow/{id}/metrics?{session.Scope}")).GetProperty("metrics").EnumerateArray());
        using var file = await session.SendAsync("GET", $"/workflow/{id}/download?fileName=nf-{id}.txt&{session.Scope}");
        Assert.Contains("N E X T F L O W", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(["SUBMITTED", "RUNNING", "SUCCEEDED"], Statuses(session, id));
    }

    [Fact]
    public async Task a_failed_task_fails_its_run_with_a_report_and_resuming_takes_over_what_was_done()
    {
        await using var session = await TowerSession.StartAsync();
        var calls = new List<string>();
        var broken = true;
        session.Tower.AddPipeline(TowerSession.Repository, async (context, stop) =>
        {
            await context.RunTaskAsync(new PipelineTask { Process = "GOOD" }, (_, _) => Note("GOOD"), stop);
            await context.RunTaskAsync(new PipelineTask { Process = "BAD", Tag = "s1" }, (_, _) => broken ? throw new InvalidDataException("no reads") : Note("BAD"), stop);
        });

        Task Note(string name)
        {
            calls.Add(name);
            return Task.CompletedTask;
        }

        var failed = await session.LaunchAsync("work-a1");
        var run = await session.EndAsync(failed);
        broken = false;
        var launch = (await session.GetAsync($"/workflow/{failed}/launch?{session.Scope}")).GetProperty("launch");
        var resumed = await session.LaunchAsync("work-a2", change: l =>
        {
            l["id"] = launch.GetProperty("id").GetString();
            l["sessionId"] = launch.GetProperty("sessionId").GetString();
            l["resume"] = true;
        });
        var second = await session.EndAsync(resumed);

        Assert.Equal("FAILED", run.GetProperty("status").GetString());
        Assert.Contains("BAD (s1)", run.GetProperty("errorReport").GetString(), StringComparison.Ordinal);
        Assert.Contains("no reads", run.GetProperty("errorReport").GetString(), StringComparison.Ordinal);
        Assert.Equal("SUCCEEDED", second.GetProperty("status").GetString());
        Assert.Equal(["GOOD", "BAD"], calls);
        var tasks = await session.GetAsync($"/workflow/{resumed}/tasks?{session.Scope}");
        Assert.Equal(["CACHED", "COMPLETED"], tasks.GetProperty("tasks").EnumerateArray().Select(t => t.GetProperty("task").GetProperty("status").GetString()!));
    }

    [Fact]
    public async Task a_cancelled_run_aborts_its_task()
    {
        await using var session = await TowerSession.StartAsync();
        var started = new TaskCompletionSource();
        session.Tower.AddPipeline(TowerSession.Repository, (context, stop) => context.RunTaskAsync(
            new PipelineTask { Process = "SLOW" },
            async (_, token) =>
            {
                started.SetResult();
                await Task.Delay(Timeout.Infinite, token);
            },
            stop));
        var id = await session.LaunchAsync("slow");
        await started.Task;

        await session.StatusAsync("POST", $"/workflow/{id}/cancel?{session.Scope}", "{}");

        Assert.Equal("CANCELLED", (await session.EndAsync(id)).GetProperty("status").GetString());
        await Eventually.HoldsAsync(() => session.GetAsync($"/workflow/{id}/tasks?{session.Scope}").Result.GetProperty("tasks")[0].GetProperty("task").GetProperty("status").GetString() == "ABORTED", "the task is aborted");
    }

    [Fact]
    public async Task a_pipeline_can_be_a_program()
    {
        await using var session = await TowerSession.StartAsync();
        session.Tower.AddPipeline(TowerSession.Repository, "sh", ["-c", "cat params.json; echo oops >&2; exit 3"]);

        var id = await session.LaunchAsync("program", """{"n":1}""");
        var run = await session.EndAsync(id);

        Assert.Equal("FAILED", run.GetProperty("status").GetString());
        Assert.Equal(3, run.GetProperty("exitStatus").GetInt32());
        Assert.Equal("""{"n":1}""", (await session.GetAsync($"/workflow/{id}/log/1?{session.Scope}")).GetProperty("log").GetProperty("entries")[0].GetString());
        using var error = await session.SendAsync("GET", $"/workflow/{id}/download/1?fileName=.command.err&{session.Scope}");
        Assert.Equal("oops\n", await error.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task a_pipeline_reads_a_dataset_by_its_address_and_buckets_as_folders()
    {
        await using var session = await TowerSession.StartAsync();
        string? sheet = null;
        session.Tower.AddPipeline(TowerSession.Repository, async (context, stop) =>
        {
            using var reader = new StreamReader(await context.OpenAsync(context.Parameter("input")!, stop));
            sheet = await reader.ReadToEndAsync(stop);
            await File.WriteAllTextAsync(context.PathOf("s3://bucket/results/a.txt"), "x", stop);
        });
        Directory.CreateDirectory(Path.Combine(session.Tower.Folder, "buckets", "s3", "bucket", "results"));
        var url = await DatasetTests.UploadAsync(session, "sheet", "sample\ns1\n");

        var run = await session.EndAsync(await session.LaunchAsync("reads", new JsonObject { ["input"] = url }.ToJsonString()));

        Assert.Equal("SUCCEEDED", run.GetProperty("status").GetString());
        Assert.Equal("sample\ns1\n", sheet);
        Assert.Single(await session.SearchAsync($"datasetId:{url.Split('/')[^5]}"));
    }

    [Fact]
    public async Task state_outlives_the_process_and_interrupted_work_goes_on_as_the_same_run()
    {
        using var folder = new TemporaryFolder();
        var options = new LocalTowerOptions { StateFolder = folder.Path, Token = "t" };
        var reached = new TaskCompletionSource();
        string id;
        await using (var first = await TowerSession.StartAsync(options))
        {
            first.Tower.AddPipeline(TowerSession.Repository, async (context, stop) =>
            {
                await context.RunTaskAsync(new PipelineTask { Process = "ONE" }, (task, _) => File.WriteAllTextAsync(Path.Combine(task.Folder, "one"), "1", stop), stop);
                reached.SetResult();
                await Task.Delay(Timeout.Infinite, stop);
            });
            id = await first.LaunchAsync("interrupted");
            await reached.Task;
        }

        await using var second = await TowerSession.StartAsync(options);
        Assert.Equal("RUNNING", await second.StatusOfAsync(id));
        var repeated = false;
        second.Tower.AddPipeline(TowerSession.Repository, async (context, stop) =>
        {
            await context.RunTaskAsync(new PipelineTask { Process = "ONE" }, (_, _) => Task.FromResult(repeated = true), stop);
            await context.RunTaskAsync(new PipelineTask { Process = "TWO" }, (_, _) => Task.CompletedTask, stop);
        });
        var run = await second.EndAsync(id);

        Assert.Equal("SUCCEEDED", run.GetProperty("status").GetString());
        Assert.False(repeated);
        Assert.Equal(id, Assert.Single(second.Tower.Journal.OfKind("run.created")).Id);
        var tasks = await second.GetAsync($"/workflow/{id}/tasks?{second.Scope}");
        Assert.Equal(["COMPLETED", "COMPLETED"], tasks.GetProperty("tasks").EnumerateArray().Select(t => t.GetProperty("task").GetProperty("status").GetString()!));
    }

    [Fact]
    public async Task a_head_job_lost_with_its_process_leaves_a_run_that_nobody_knows_of()
    {
        using var folder = new TemporaryFolder();
        var options = new LocalTowerOptions { StateFolder = folder.Path, ResumeInterruptedRuns = false };
        string id;
        await using (var first = await TowerSession.StartAsync(options))
        {
            first.Tower.AddPipeline(new LocalPipeline { Url = TowerSession.Repository, Simulation = new SimulatedRun { Runs = null } });
            id = await first.LaunchAsync("lost");
        }

        await using var second = await TowerSession.StartAsync(options);

        Assert.Equal("UNKNOWN", await second.StatusOfAsync(id));
    }

    [Fact]
    public async Task a_test_moves_runs_on_in_this_process_and_from_others()
    {
        await using var session = await TowerSession.StartAsync();
        session.Tower.AddPipeline(new LocalPipeline { Url = TowerSession.Repository, Simulation = new SimulatedRun { Runs = null } });
        var (first, second) = (await session.LaunchAsync("first"), await session.LaunchAsync("second"));

        session.Tower.SetStatus(first, TowerStatus.Failed, "out of memory");
        using var told = await session.Http.PutAsync(new Uri($"/_local/runs/{second}/status", UriKind.Relative), new StringContent("""{"status":"SUCCEEDED"}"""));
        var clone = session.Tower.CloneRun(second, """{"x":2}""");

        Assert.Equal(HttpStatusCode.NoContent, told.StatusCode);
        Assert.Equal("out of memory", (await session.DescribeAsync(first)).GetProperty("errorMessage").GetString());
        Assert.Equal("SUCCEEDED", await session.StatusOfAsync(second));
        session.Tower.AddPipeline(new LocalPipeline { Url = TowerSession.Repository });
        Assert.Equal("SUBMITTED", await session.StatusOfAsync(clone));
        Assert.Equal(["second", "second", "first"], await session.SearchAsync(""));
        Assert.Equal("""{"x":2}""", session.Tower.Runs.Single(r => r.Id == clone).ParamsText);
    }

    [Fact]
    public async Task a_log_is_read_page_by_page()
    {
        await using var session = await TowerSession.StartAsync();
        session.Tower.AddPipeline(TowerSession.Repository, (context, _) =>
        {
            for (var i = 0; i < 100; i++)
            {
                context.Log($"line {i}");
            }

            return Task.CompletedTask;
        });
        var id = await session.LaunchAsync("chatty");
        await session.EndAsync(id);

        var text = new StringBuilder();
        JsonElement page;
        string? next = null;
        do
        {
            page = (await session.GetAsync($"/workflow/{id}/log?{session.Scope}&maxLength=200{(next is null ? "" : $"&next={Uri.EscapeDataString(next)}")}")).GetProperty("log");
            text.AppendJoin('\n', page.GetProperty("entries").EnumerateArray().Select(e => e.GetString())).Append('\n');
            next = page.GetProperty("forwardToken").GetString();
        }
        while (page.GetProperty("truncated").GetBoolean());

        Assert.Contains("line 0\nline 1\n", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("line 98\nline 99\n", text.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Statuses(TowerSession session, string id) =>
        session.Tower.Journal.OfKind("run.status").Where(e => e.Id == id).Select(e => e.Payload.GetProperty("status").GetString()!).Prepend("SUBMITTED");
}
