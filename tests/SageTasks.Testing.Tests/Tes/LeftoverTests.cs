using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>What commands leave running, and what is left of a task whose server died.</summary>
public sealed class LeftoverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _mark = string.Create(CultureInfo.InvariantCulture, $"{Random.Shared.Next(100_000, 999_999)}.25");

    public static TheoryData<LocalTesSandbox> Working =>
        Sandboxes.HasBubblewrap ? new(LocalTesSandbox.Processes, LocalTesSandbox.Bubblewrap) : new(LocalTesSandbox.Processes);

    public void Dispose()
    {
        Sandboxes.EndSleeping(_mark);
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Working))]
    public async Task A_child_that_left_its_session_ends_with_its_command(LocalTesSandbox sandbox)
    {
        await using var tes = await TesSession.StartAsync(new LocalTesOptions { Sandbox = sandbox });
        var task = await RunAsync(tes, $"(setsid sleep {_mark} &) ; setsid sleep {_mark} >/dev/null 2>&1 & echo begun");
        Assert.Equal("COMPLETE", task.GetProperty("state").GetString());
        Assert.Equal("begun\n", task.GetProperty("logs")[0].GetProperty("logs")[0].GetProperty("stdout").GetString());
        await Eventually.HoldsAsync(() => Sandboxes.Sleeping(_mark) == 0, "nothing of it runs");
    }

    [Fact]
    public async Task A_child_that_got_away_keeps_no_task_running()
    {
        await using var tes = await TesSession.StartAsync(new LocalTesOptions { Sandbox = LocalTesSandbox.Processes });
        var task = await RunAsync(tes, $"env -i PATH=$PATH setsid sleep {_mark} & echo begun");
        Assert.Equal("COMPLETE", task.GetProperty("state").GetString());
        Assert.Equal("begun\n", task.GetProperty("logs")[0].GetProperty("logs")[0].GetProperty("stdout").GetString());
    }

    [Theory]
    [MemberData(nameof(Working))]
    public async Task Cancelling_reaches_a_child_that_left_its_session(LocalTesSandbox sandbox)
    {
        await using var tes = await TesSession.StartAsync(new LocalTesOptions { Sandbox = sandbox });
        var id = await tes.CreateAsync(Task($"(setsid sleep {_mark} &) ; sleep {_mark}"));
        await Eventually.HoldsAsync(() => Sandboxes.Sleeping(_mark) == 2, "both are at work");
        await tes.CancelAsync(id);
        Assert.Equal("CANCELED", (await tes.EndAsync(id)).GetProperty("state").GetString());
        await Eventually.HoldsAsync(() => Sandboxes.Sleeping(_mark) == 0, "nothing of it runs");
    }

    [Fact]
    public async Task What_a_dead_server_left_running_ends_when_the_next_one_starts()
    {
        var options = new LocalTesOptions { Sandbox = LocalTesSandbox.Processes, StateFolder = _folder.Path };
        string id;
        await using (var tes = await TesSession.StartAsync(options))
        {
            id = await tes.CreateAsync(Task("sleep 600"));
            await Eventually.HoldsAsync(() => tes.Tes.Tasks[0].State == LocalTesState.Running, "it runs");
        }

        using var left = Process.Start(new ProcessStartInfo("setsid", ["sleep", _mark]) { Environment = { ["SAGETASKS_TASK"] = id } })!;
        await Eventually.HoldsAsync(() => Sandboxes.Sleeping(_mark) == 1, "something is left");
        await using (var tes = await TesSession.StartAsync(options))
        {
            Assert.Equal(0, Sandboxes.Sleeping(_mark));
            Assert.Equal("SYSTEM_ERROR", await tes.StateAsync(id));
        }
    }

    private static async Task<JsonElement> RunAsync(TesSession tes, string command) => await tes.EndAsync(await tes.CreateAsync(Task(command)));

    private static string Task(string command) => $$"""{"executors":[{"image":"a","command":["sh","-c","{{command}}"]}]}""";
}
