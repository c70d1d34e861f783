using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>The local Tower as a process of its own, which is killed in the middle of its work.</summary>
public sealed class KillTests
{
    private const string Repository = "https://github.com/sage/slow";

    [Fact]
    public async Task a_killed_tower_goes_on_with_the_same_runs()
    {
        using var state = new TemporaryFolder();
        var ids = new List<string>();
        await using (var first = await StartAsync(state.Path))
        {
            for (var i = 0; i < 3; i++)
            {
                ids.Add(await LaunchAsync(first, Repository, $"run{i}"));
            }

            await UntilAsync(first, ids[0], status => status == "RUNNING");
            await first.KillAsync();
        }

        await using var second = await StartAsync(state.Path);

        foreach (var id in ids)
        {
            Assert.Equal("SUCCEEDED", await UntilAsync(second, id, status => status is not ("SUBMITTED" or "RUNNING")));
        }

        Assert.Equal(ids, (await second.JournalAsync("run.created")).Select(IdOf));
    }

    [Fact]
    public async Task every_run_and_every_sheet_that_was_answered_for_outlives_kills_at_any_moment()
    {
        using var state = new TemporaryFolder();
        var (runs, sheets) = (new ConcurrentDictionary<string, string>(), new ConcurrentDictionary<string, string>());
        for (var round = 0; round < 3; round++)
        {
            await using var tower = await StartAsync(state.Path);
            var prefix = $"r{round}";
            var writing = Task.WhenAll(
                UntilKilledAsync(async i => runs[await LaunchAsync(tower, "https://github.com/sage/simulated", $"{prefix}n{i}")] = $"{prefix}n{i}"),
                UntilKilledAsync(async i => sheets[await UploadAsync(tower, $"{prefix}d{i}")] = $"{prefix}d{i}"));
            var wanted = 15 * (round + 1);
            await Eventually.HoldsAsync(() => runs.Count >= wanted && sheets.Count >= wanted, "the platform is at work");
            await tower.KillAsync();
            await writing;
        }

        await using var last = await StartAsync(state.Path);

        foreach (var (id, name) in runs)
        {
            var run = JsonDocument.Parse(await last.Http.GetStringAsync(At(last, $"/workflow/{id}"))).RootElement.GetProperty("workflow");
            Assert.Equal(name, run.GetProperty("runName").GetString());
        }

        foreach (var (url, name) in sheets)
        {
            Assert.Equal($"sample\n{name}\n", await last.Http.GetStringAsync(new Uri(new Uri(url).AbsolutePath, UriKind.Relative)));
        }

        var created = (await last.JournalAsync("run.created")).Select(IdOf).ToList();
        Assert.Equal(created.Distinct(), created);
        Assert.Empty(runs.Keys.Except(created));
    }

    private static Task<PlatformProcess> StartAsync(string state) => PlatformProcess.StartAsync("tower", state, "--pipeline", $"{Repository}=sleep 2");

    private static Uri At(PlatformProcess tower, string path) => new($"{path}?workspaceId={tower.Printed("TOWER_WORKSPACE_ID=")}", UriKind.Relative);

    private static async Task UntilKilledAsync(Func<int, Task> write)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                await write(i);
            }
        }
        catch (HttpRequestException)
        {
            // The platform is gone; what it answered before is what counts.
        }
    }

    private static async Task<string> LaunchAsync(PlatformProcess tower, string repository, string name)
    {
        var body = JsonSerializer.Serialize(new { launch = new { pipeline = repository, runName = name } });
        using var answer = await tower.Http.PostAsync(At(tower, "/workflow/launch"), new StringContent(body, Encoding.UTF8, "application/json"));
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("workflowId").GetString()!;
    }

    private static async Task<string> UploadAsync(PlatformProcess tower, string name)
    {
        using var made = await tower.Http.PostAsync(At(tower, "/datasets"), new StringContent($$"""{"name":"{{name}}"}""", Encoding.UTF8, "application/json"));
        var id = JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("dataset").GetProperty("id").GetString();
        using var part = new StringContent($"sample\n{name}\n", Encoding.UTF8, "text/csv");
        using var form = new MultipartFormDataContent { { part, "file", "sheet.csv" } };
        using var answer = await tower.Http.PostAsync(At(tower, $"/datasets/{id}/upload"), form);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("version").GetProperty("url").GetString()!;
    }

    private static async Task<string?> UntilAsync(PlatformProcess tower, string id, Func<string?, bool> reached)
    {
        for (var i = 0; i < 1200; i++)
        {
            var run = JsonDocument.Parse(await tower.Http.GetStringAsync(At(tower, $"/workflow/{id}"))).RootElement;
            var status = run.GetProperty("workflow").GetProperty("status").GetString();
            if (reached(status))
            {
                return status;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"Run {id} is not there after a minute.");
    }

    private static string IdOf(string line) => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!;
}
