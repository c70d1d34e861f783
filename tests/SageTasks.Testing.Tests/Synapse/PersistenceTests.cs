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
    public async Task files_that_a_killed_process_left_behind_are_swept_away()
    {
        var folder = Directory.CreateTempSubdirectory("synapse-test-");
        var stray = Path.Combine(folder.CreateSubdirectory("files").FullName, "stray");
        await File.WriteAllTextAsync(stray, "half a part");

        await using (await LocalSynapse.StartAsync(new LocalSynapseOptions { StateFolder = folder.FullName }))
            Assert.False(File.Exists(stray));
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
}
