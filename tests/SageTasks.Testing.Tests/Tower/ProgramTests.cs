using System.Globalization;

namespace SageTasks.Testing.Tests;

/// <summary>Programs that tasks run, and what those leave running.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly string _mark = string.Create(CultureInfo.InvariantCulture, $"{Random.Shared.Next(100_000, 999_999)}.5");

    public void Dispose() => Sandboxes.EndSleeping(_mark);

    [Theory]
    [InlineData("setsid sleep {0} & echo begun", true)]
    [InlineData("env -i PATH=$PATH setsid sleep {0} & echo begun", false)]
    public async Task A_child_that_holds_the_output_open_keeps_no_task_running(string script, bool ends)
    {
        await using var session = await TowerSession.StartAsync();
        var folder = "";
        session.Tower.AddPipeline(TowerSession.Repository, async (context, stop) => folder = await context.RunTaskAsync(
            new PipelineTask { Process = "LEAVE" },
            (task, token) => task.RunAsync("sh", ["-c", string.Format(CultureInfo.InvariantCulture, script, _mark)], token),
            stop));

        var run = await session.EndAsync(await session.LaunchAsync("leave"));

        Assert.Equal("SUCCEEDED", run.GetProperty("status").GetString());
        Assert.Equal("begun\n", await File.ReadAllTextAsync(Path.Combine(folder, ".command.out")));
        if (ends)
        {
            await Eventually.HoldsAsync(() => Sandboxes.Sleeping(_mark) == 0, "nothing of it runs");
        }
    }
}
