using System.Text.Json.Nodes;

namespace SageTasks.Testing.Tests;

public sealed class EntityListingTests : SynapseTest
{
    [Fact]
    public async Task children_come_in_pages_of_fifty()
    {
        var project = await User.ProjectAsync();
        for (var i = 0; i < 120; i++)
        {
            await User.CreateAsync("Folder", project, $"f{i:000}");
        }

        var request = new JsonObject { ["parentId"] = project, ["includeTypes"] = new JsonArray("folder"), ["includeTotalChildCount"] = true };

        var names = new List<string>();
        var tokens = new List<string?>();
        do
        {
            var page = await User.DoAsync("POST", "/repo/v1/entity/children", request);
            Assert.Equal(120, (int)page["totalChildCount"]!);
            names.AddRange(page["page"]!.AsArray().Select(h => (string)h!["name"]!));
            tokens.Add((string?)page["nextPageToken"]);
            request["nextPageToken"] = tokens[^1];
        }
        while (tokens[^1] is not null);

        Assert.Equal(Enumerable.Range(0, 120).Select(i => $"f{i:000}"), names);
        Assert.Equal(["50a50", "50a100", null], tokens);
    }

    [Fact]
    public async Task children_need_their_types_and_keep_to_them()
    {
        var project = await User.ProjectAsync();
        await User.CreateAsync("Folder", project, "folder");
        await User.FileAsync(project, "file.txt", "content");

        Assert.Contains("includeTypes", await User.RefusedAsync(400, "POST", "/repo/v1/entity/children", new JsonObject { ["parentId"] = project }), StringComparison.Ordinal);
        var files = await User.DoAsync("POST", "/repo/v1/entity/children", new JsonObject { ["parentId"] = project, ["includeTypes"] = new JsonArray("file") });
        Assert.Equal("file.txt", (string)Assert.Single(files["page"]!.AsArray())!["name"]!);
    }

    [Fact]
    public async Task without_a_parent_the_children_are_the_projects_that_one_may_see()
    {
        await User.ProjectAsync("mine");
        using var stranger = Another("stranger");
        await stranger.ProjectAsync("theirs");

        var page = await User.DoAsync("POST", "/repo/v1/entity/children", new JsonObject { ["includeTypes"] = new JsonArray("project") });

        Assert.Equal("mine", (string)Assert.Single(page["page"]!.AsArray())!["name"]!);
    }

    [Fact]
    public async Task a_child_is_looked_up_by_its_exact_name()
    {
        var project = await User.ProjectAsync("the project");
        var folder = await User.CreateAsync("Folder", project, "folder");

        var found = await User.DoAsync("POST", "/repo/v1/entity/child", new JsonObject { ["parentId"] = project, ["entityName"] = "folder" });
        var root = await User.DoAsync("POST", "/repo/v1/entity/child", new JsonObject { ["entityName"] = "the project" });
        var missing = new JsonObject { ["parentId"] = project, ["entityName"] = "Folder" };

        Assert.Equal(folder, (string)found["id"]!);
        Assert.Equal(project, (string)root["id"]!);
        await User.RefusedAsync(404, "POST", "/repo/v1/entity/child", missing);
    }

    [Fact]
    public async Task files_are_found_by_their_md5_and_headers_by_id()
    {
        var project = await User.ProjectAsync();
        var file = await User.FileAsync(project, "file.txt", "the bytes");

        var same = await User.DoAsync("GET", $"/repo/v1/entity/md5/{SynapseUser.Hash("the bytes"u8.ToArray())}");
        var references = new JsonArray(new JsonObject { ["targetId"] = file }, new JsonObject { ["targetId"] = "syn1" });
        var headers = await User.DoAsync("POST", "/repo/v1/entity/header", new JsonObject { ["references"] = references });

        Assert.Equal(file, (string)Assert.Single(same["results"]!.AsArray())!["id"]!);
        Assert.Equal("org.sagebionetworks.repo.model.FileEntity", (string)Assert.Single(headers["results"]!.AsArray())!["type"]!);
    }

    [Fact]
    public async Task a_container_is_full_at_its_limit()
    {
        await using var small = await LocalSynapse.StartAsync(new LocalSynapseOptions { MaxChildren = 2 });
        using var user = new SynapseUser(small, small.Token);
        var project = await user.ProjectAsync();
        await user.CreateAsync("Folder", project, "a");
        await user.CreateAsync("Folder", project, "b");

        var third = new JsonObject { ["concreteType"] = "org.sagebionetworks.repo.model.Folder", ["parentId"] = project, ["name"] = "c" };
        Assert.Contains("Limit of 2 children", await user.RefusedAsync(400, "POST", "/repo/v1/entity", third), StringComparison.Ordinal);
    }
}
