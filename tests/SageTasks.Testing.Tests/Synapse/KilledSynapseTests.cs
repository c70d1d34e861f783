using System.Collections.Concurrent;
using System.Text.Json;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>The local Synapse as a process of its own, which is killed in the middle of its work.</summary>
public sealed class KilledSynapseTests
{
    [Fact]
    public async Task every_file_and_every_row_that_was_answered_for_outlives_kills_at_any_moment()
    {
        using var state = new TemporaryFolder();
        var (files, rows) = (new ConcurrentDictionary<string, string>(), new ConcurrentBag<string>());
        string project = "", table = "";
        for (var round = 0; round < 3; round++)
        {
            await using var synapse = await PlatformProcess.StartAsync("synapse", state.Path);
            using var user = new SynapseUser(synapse.Url, PlatformProcess.Token);
            if (round == 0)
            {
                project = await user.ProjectAsync();
                table = await user.TableAsync(project, ("name", "STRING"));
            }

            var prefix = $"r{round}";
            var writing = Task.WhenAll(
                UntilKilledAsync(async i => files[await user.FileAsync(project, $"{prefix}a{i}", $"the bytes of {prefix}a{i}")] = $"{prefix}a{i}"),
                UntilKilledAsync(async i => files[await user.FileAsync(project, $"{prefix}b{i}", $"the bytes of {prefix}b{i}")] = $"{prefix}b{i}"),
                UntilKilledAsync(async i =>
                {
                    await user.ChangeAsync(table, await user.CsvChangeAsync(table, $"name\n{prefix}c{i}\n"));
                    rows.Add($"{prefix}c{i}");
                }));
            var wanted = 8 * (round + 1);
            await Eventually.HoldsAsync(() => files.Count >= wanted && rows.Count >= round + 2, "the platform is at work");
            await synapse.KillAsync();
            await writing;
        }

        await using var last = await PlatformProcess.StartAsync("synapse", state.Path);
        using var reader = new SynapseUser(last.Url, PlatformProcess.Token);

        foreach (var (id, name) in files)
        {
            var entity = await reader.DoAsync("GET", $"/repo/v1/entity/{id}");
            using var content = await reader.FetchAsync(await reader.UrlOfAsync((string)entity["dataFileHandleId"]!, id));
            Assert.Equal((name, $"the bytes of {name}"), ((string)entity["name"]!, await content.Content.ReadAsStringAsync()));
        }

        var found = await reader.RowsAsync(table, $"select name from {table}");
        Assert.Equal(found.Distinct(), found);
        Assert.Empty(rows.Except(found));
        var created = (await last.JournalAsync("entity.created")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!).ToList();
        Assert.Equal(created.Distinct(), created);
        Assert.Empty(files.Keys.Except(created));
    }

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
}
