using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>Tasks of a platform that was killed are ended by the next one.</summary>
public sealed class CavaticaRestartTests
{
    private static readonly LocalCavaticaOptions Real = new();

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
            id = await session.DraftAsync(inputs: session.AddReads(("a.txt", "alpha", "s1")));
            await session.PostAsync($"tasks/{id}/actions/run");
            await begun.Task;
        }

        await using (var session = await CavaticaSession.StartAsync(Real with { StateFolder = folder }))
        {
            Assert.Equal("RUNNING", await session.StatusAsync(id));
            session.Cavatica.RunApp("sage/study/hello", CavaticaSession.JoinAsync);
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
            id = await session.DraftAsync(inputs: session.AddReads(("a.txt", "alpha", "s1")));
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
                await CavaticaSession.JoinAsync(job, stop);
                job.AddOutput("held", pipe);
            });
            id = await session.DraftAsync(inputs: session.AddReads(("a.txt", "alpha", "s1")));
            await session.PostAsync($"tasks/{id}/actions/run");
            while (CavaticaSession.Names(await session.GetAsync($"files?project=sage/study&origin.task={id}")).Length == 0)
            {
                Assert.NotEqual("FAILED", await session.StatusAsync(id));
                await Task.Delay(10);
            }

            await KilledState.CopyAsync(first, second);
            await RunProgramAsync("sh", "-c", $"echo end >{pipe}");
            await session.EndAsync(id);
        }

        await using (var session = await CavaticaSession.StartAsync(Real with { StateFolder = second, Ga4ghPort = 0 }))
        {
            session.Cavatica.RunApp("sage/study/hello", CavaticaSession.JoinAsync);
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
            session.Cavatica.RunApp("sage/study/hello", CavaticaSession.JoinAsync);
            var inputs = session.AddReads(("a.txt", "alpha", "s1"), ("b.txt", "beta", "s2"));
            id = await session.DraftAsync(inputs: inputs, more: ""","batch_input":"reads","batch_by":{"type":"item"}""");
            await session.PostAsync($"tasks/{id}/actions/run");
            await session.EndAsync(id);
        }

        var lines = KilledState.Lines(whole);
        for (var kept = Array.FindIndex(lines, line => line.Contains(id, StringComparison.Ordinal) && !line.Contains("DRAFT", StringComparison.Ordinal)) + 1; kept < lines.Length; kept++)
        {
            await using var session = await CavaticaSession.StartAsync(Real with { StateFolder = await KilledState.CutAsync(whole, kept), Ga4ghPort = 0 });
            session.Cavatica.RunApp("sage/study/hello", CavaticaSession.JoinAsync);

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
}
