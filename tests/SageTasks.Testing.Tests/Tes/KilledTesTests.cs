using System.Globalization;
using System.Text;
using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>The local TES server as a process of its own, which is killed in the middle of its work.</summary>
public sealed class KilledTesTests
{
    private const string Tasks = "ga4gh/tes/v1/tasks";

    [Fact]
    public async Task Every_task_that_was_answered_for_outlives_a_kill_and_says_what_became_of_it()
    {
        using var state = new TemporaryFolder();
        string slow;
        var created = new List<string>();
        await using (var first = await PlatformProcess.StartAsync("tes", state.Path))
        {
            slow = await CreateAsync(first, """["sleep","600"]""");
            await UntilAsync(first, slow, now => now == "RUNNING");
            for (var index = 0; index < 20; index++)
            {
                created.Add(await CreateAsync(first, """["true"]"""));
            }

            await UntilAsync(first, created[2], now => now == "COMPLETE");
            await first.KillAsync();
        }

        await using var second = await PlatformProcess.StartAsync("tes", state.Path);
        Assert.Equal("SYSTEM_ERROR", await UntilAsync(second, slow, HasEnded));
        foreach (var id in created)
        {
            Assert.Contains(await UntilAsync(second, id, HasEnded), (string[])["COMPLETE", "SYSTEM_ERROR"]);
        }

        Assert.Equal("COMPLETE", await UntilAsync(second, created[2], HasEnded));
        Assert.Equal("COMPLETE", await UntilAsync(second, created[^1], HasEnded));
        Assert.Empty(Directory.GetDirectories(Path.Combine(state.Path, "tes", "tasks")));
        Assert.Equal(21, (await second.JournalAsync("task.created")).Length);
    }

    [BubblewrapFact]
    public async Task Commands_in_bubblewrap_die_with_their_server()
    {
        using var state = new TemporaryFolder();
        var mark = string.Create(CultureInfo.InvariantCulture, $"{Random.Shared.Next(100_000, 999_999)}.75");
        await using var tes = await PlatformProcess.StartAsync("tes", state.Path);
        var id = await CreateAsync(tes, $"""["sleep","{mark}"]""");
        await UntilAsync(tes, id, now => now == "RUNNING");
        await Eventually.HoldsAsync(() => Sandboxes.Sleeping(mark) > 0, "its command runs");
        await tes.KillAloneAsync();
        await Eventually.HoldsAsync(() => Sandboxes.Sleeping(mark) == 0, "its command is gone");
    }

    private static async Task<string> CreateAsync(PlatformProcess tes, string command)
    {
        using var body = new StringContent($$"""{"executors":[{"image":"alpine","command":{{command}}}]}""", Encoding.UTF8, "application/json");
        using var answer = await tes.Http.PostAsync(new Uri(Tasks, UriKind.Relative), body);
        return JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
    }

    private static async Task<string> UntilAsync(PlatformProcess tes, string id, Func<string, bool> condition)
    {
        for (var attempt = 0; attempt < 3000; attempt++)
        {
            var task = JsonDocument.Parse(await tes.Http.GetStringAsync(new Uri($"{Tasks}/{id}", UriKind.Relative))).RootElement;
            if (task.GetProperty("state").GetString() is { } state && condition(state))
            {
                return state;
            }

            await Task.Delay(10);
        }

        throw new TimeoutException($"Task {id} is not there within 30 seconds.");
    }

    private static bool HasEnded(string state) => state is not ("QUEUED" or "INITIALIZING" or "RUNNING");
}
