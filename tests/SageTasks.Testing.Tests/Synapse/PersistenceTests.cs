using System.Text.Json.Nodes;

namespace SageTasks.Testing.Tests;

public sealed class PersistenceTests
{
    [Fact]
    public async Task a_server_goes_on_where_another_one_stopped()
    {
        var folder = Directory.CreateTempSubdirectory("synapse-test-");
        var options = new LocalSynapseOptions { StateFolder = folder.FullName, Token = "a token" };
        var bytes = new byte[5 * 1024 * 1024 + 10];
        string file, half;
        await using (var first = await LocalSynapse.StartAsync(options))
        {
            using var user = new SynapseUser(first, first.Token);
            file = await user.FileAsync(await user.ProjectAsync(), "a.txt", "one");
            half = (string)(await user.DoAsync("POST", "/file/v1/file/multipart", SynapseUser.UploadRequest("b.bin", bytes)))["uploadId"]!;
            using var put = await user.PutPartAsync(await user.PartUrlAsync(half, 1), bytes[..(5 * 1024 * 1024)]);
            await user.AddPartAsync(half, 1, bytes[..(5 * 1024 * 1024)]);
        }

        await using (var second = await LocalSynapse.StartAsync(options))
        {
            using var user = new SynapseUser(second, second.Token);
            var entity = await user.DoAsync("GET", $"/repo/v1/entity/{file}");
            using var content = await user.FetchAsync(await user.UrlOfAsync((string)entity["dataFileHandleId"]!, file));
            var upload = await user.DoAsync("POST", "/file/v1/file/multipart", SynapseUser.UploadRequest("b.bin", bytes));

            Assert.Equal("one", await content.Content.ReadAsStringAsync());
            Assert.Equal((half, "10"), ((string)upload["uploadId"]!, (string)upload["partsState"]!));
            Assert.Equal("part.added", second.Journal.Entries[^1].Kind);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task a_folder_copied_while_the_server_runs_is_what_a_kill_would_leave()
    {
        var folder = Directory.CreateTempSubdirectory("synapse-test-");
        await using var running = await LocalSynapse.StartAsync(new LocalSynapseOptions { StateFolder = Path.Combine(folder.FullName, "running"), Token = "a token" });
        using var user = new SynapseUser(running, running.Token);
        var file = await user.FileAsync(await user.ProjectAsync(), "a.txt", "one");
        var copy = Copy(Path.Combine(folder.FullName, "running"), Path.Combine(folder.FullName, "copy"));

        await using (var second = await LocalSynapse.StartAsync(new LocalSynapseOptions { StateFolder = copy }))
        {
            using var again = new SynapseUser(second, second.Token);
            Assert.Equal("a token", second.Token);
            Assert.Equal(running.Journal.Entries.Select(e => (e.Sequence, e.Kind, e.Id)), second.Journal.Entries.Select(e => (e.Sequence, e.Kind, e.Id)));
            await again.DoAsync("GET", $"/repo/v1/entity/{file}");
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task a_transaction_that_a_kill_interrupted_is_taken_up_and_appends_once()
    {
        var folder = Directory.CreateTempSubdirectory("synapse-test-");
        var options = new LocalSynapseOptions { StateFolder = folder.FullName, Token = "a token" };
        string table, token;
        await using (var first = await LocalSynapse.StartAsync(options))
        {
            using var user = new SynapseUser(first, first.Token);
            table = await user.TableAsync(await user.ProjectAsync(), ("name", "STRING"));
            var change = SynapseTables.Transaction(table, await user.CsvChangeAsync(table, "name\nAnn\n"));
            token = (string)(await user.DoAsync("POST", $"/repo/v1/entity/{table}/table/transaction/async/start", change))["token"]!;
            await Eventually.HoldsAsync(() => first.Journal.Entries[^1].Kind == "table.rowsChanged", "the rows are appended");
        }

        ForgetLastCommit(Path.Combine(folder.FullName, "state.jsonl"));
        await using (var second = await LocalSynapse.StartAsync(options))
        {
            using var user = new SynapseUser(second, second.Token);
            var (status, _) = await user.AnswerAsync($"/repo/v1/entity/{table}/table/transaction", token);

            Assert.Equal(201, status);
            Assert.Equal(["Ann"], await user.RowsAsync(table, $"select name from {table}"));
            Assert.Single(second.Journal.OfKind("table.rowsChanged"));
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task files_that_a_killed_process_left_behind_are_swept_away()
    {
        var folder = Directory.CreateTempSubdirectory("synapse-test-");
        var stray = Path.Combine(folder.CreateSubdirectory("files").FullName, "stray");
        await File.WriteAllTextAsync(stray, "half a part");

        await using (await LocalSynapse.StartAsync(new LocalSynapseOptions { StateFolder = folder.FullName }))
        {
            Assert.False(File.Exists(stray));
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task a_refused_request_leaves_nothing_behind()
    {
        await using var synapse = await LocalSynapse.StartAsync();
        using var user = new SynapseUser(synapse, synapse.Token);
        var project = await user.ProjectAsync();
        var before = synapse.Journal.Count;

        var bundle = new JsonObject
        {
            ["entity"] = new JsonObject
            {
                ["concreteType"] = "org.sagebionetworks.repo.model.Folder",
                ["parentId"] = project,
                ["name"] = "folder",
            },
            ["annotations"] = new JsonObject
            {
                ["annotations"] = new JsonObject
                {
                    ["bad key"] = new JsonObject { ["type"] = "STRING", ["value"] = new JsonArray("x") },
                },
            },
        };
        await user.RefusedAsync(400, "POST", "/repo/v1/entity/bundle2/create", bundle);

        Assert.Equal(before, synapse.Journal.Count);
        await user.CreateAsync("Folder", project, "folder");
    }

    private static string Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "lock"))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return to;
    }

    private static void ForgetLastCommit(string path)
    {
        var lines = File.ReadAllLines(path);
        File.WriteAllText(path, string.Concat(lines[..^1].Select(l => l + "\n")));
    }
}
