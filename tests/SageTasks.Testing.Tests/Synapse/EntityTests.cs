using System.Text.Json.Nodes;

namespace SageTasks.Testing.Tests;

public sealed class EntityTests : SynapseTest
{
    [Fact]
    public async Task a_created_entity_is_read_back_with_what_the_server_adds()
    {
        var project = await User.ProjectAsync();
        var folder = await User.DoAsync("GET", $"/repo/v1/entity/{await User.CreateAsync("Folder", project, "folder (1)")}");

        Assert.Equal("org.sagebionetworks.repo.model.Folder", (string)folder["concreteType"]!);
        Assert.Equal((project, "folder (1)"), ((string)folder["parentId"]!, (string)folder["name"]!));
        Assert.Equal("2026-01-01T00:00:00.000Z", (string)folder["createdOn"]!);
        Assert.NotNull(folder["etag"]);
        Assert.Equal("entity.created", Synapse.Journal.Entries[^1].Kind);
    }

    [Fact]
    public async Task two_entities_of_one_name_in_one_folder_conflict()
    {
        var project = await User.ProjectAsync();
        await User.CreateAsync("Folder", project, "twice");

        var body = new JsonObject { ["concreteType"] = "org.sagebionetworks.repo.model.Folder", ["parentId"] = project, ["name"] = "twice" };
        Assert.Contains("already exists", await User.RefusedAsync(409, "POST", "/repo/v1/entity", body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("über")]
    [InlineData("a/b")]
    [InlineData("tab\there")]
    public async Task a_name_with_other_letters_is_refused(string name)
    {
        var body = new JsonObject { ["concreteType"] = "org.sagebionetworks.repo.model.Project", ["name"] = name };
        Assert.Contains("Invalid Name", await User.RefusedAsync(400, "POST", "/repo/v1/entity", body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_name_of_257_letters_is_refused()
    {
        var body = new JsonObject { ["concreteType"] = "org.sagebionetworks.repo.model.Project", ["name"] = new string('a', 257) };
        Assert.Contains("256", await User.RefusedAsync(400, "POST", "/repo/v1/entity", body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_update_needs_the_current_etag_and_changes_it()
    {
        var id = await User.ProjectAsync();
        var entity = (await User.DoAsync("GET", $"/repo/v1/entity/{id}")).AsObject();
        entity["description"] = "changed";

        var updated = await User.DoAsync("PUT", $"/repo/v1/entity/{id}", entity);

        Assert.NotEqual((string)entity["etag"]!, (string)updated["etag"]!);
        Assert.Contains("was updated since you last fetched it", await User.RefusedAsync(412, "PUT", $"/repo/v1/entity/{id}", entity), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_file_gets_a_new_version_only_when_its_bytes_change()
    {
        var project = await User.ProjectAsync();
        var id = await User.FileAsync(project, "a.txt", "one");

        var same = await ReplaceAsync(id, await User.UploadAsync("a.txt", "one"u8.ToArray(), 6 * 1024 * 1024));
        var other = await ReplaceAsync(id, await User.UploadAsync("a.txt", "two"u8.ToArray()));

        Assert.Equal(1, (long)same["versionNumber"]!);
        Assert.Equal(2, (long)other["versionNumber"]!);
        var versions = await User.DoAsync("GET", $"/repo/v1/entity/{id}/version");
        Assert.Equal(2, (int)versions["totalNumberOfResults"]!);
        Assert.Equal(SynapseUser.Hash("two"u8.ToArray()), (string)versions["results"]![0]!["contentMd5"]!);
        Assert.Equal("3", (string)versions["results"]![0]!["contentSize"]!);
        Assert.Equal(1, (long)(await User.DoAsync("GET", $"/repo/v1/entity/{id}/version/1"))["versionNumber"]!);
    }

    [Fact]
    public async Task a_new_version_can_be_asked_for_and_an_old_one_deleted()
    {
        var id = await User.FileAsync(await User.ProjectAsync(), "a.txt", "one");
        var entity = await User.DoAsync("GET", $"/repo/v1/entity/{id}");
        entity["versionLabel"] = "release 2";

        var second = await User.DoAsync("PUT", $"/repo/v1/entity/{id}?newVersion=true", entity);
        await User.DoAsync("DELETE", $"/repo/v1/entity/{id}/version/2");
        var current = await User.DoAsync("GET", $"/repo/v1/entity/{id}");
        var third = await User.DoAsync("PUT", $"/repo/v1/entity/{id}?newVersion=true", current.DeepClone());

        Assert.Equal("release 2", (string)second["versionLabel"]!);
        Assert.Equal(1, (long)current["versionNumber"]!);
        Assert.Equal(3, (long)third["versionNumber"]!);
    }

    [Fact]
    public async Task what_lies_in_the_trash_is_not_found_until_it_is_restored()
    {
        var project = await User.ProjectAsync();
        var folder = await User.CreateAsync("Folder", project, "folder");
        var inner = await User.CreateAsync("Folder", folder, "inner");

        await User.DoAsync("DELETE", $"/repo/v1/entity/{folder}");
        Assert.Contains("trash", await User.RefusedAsync(404, "GET", $"/repo/v1/entity/{folder}"), StringComparison.Ordinal);
        Assert.Contains("trash", await User.RefusedAsync(404, "GET", $"/repo/v1/entity/{inner}"), StringComparison.Ordinal);
        await User.CreateAsync("Folder", project, "folder");
        Assert.Contains("already exists", await User.RefusedAsync(409, "PUT", $"/repo/v1/trashcan/restore/{folder}"), StringComparison.Ordinal);

        await User.DoAsync("PUT", $"/repo/v1/trashcan/restore/{folder}/{await User.ProjectAsync("other")}");
        await User.DoAsync("GET", $"/repo/v1/entity/{inner}");
    }

    [Fact]
    public async Task an_entity_moves_but_not_below_itself()
    {
        var project = await User.ProjectAsync();
        var outer = await User.CreateAsync("Folder", project, "outer");
        var inner = await User.CreateAsync("Folder", outer, "inner");

        var moved = await User.DoAsync("GET", $"/repo/v1/entity/{inner}");
        moved["parentId"] = project;
        await User.DoAsync("PUT", $"/repo/v1/entity/{inner}", moved);
        var bad = await User.DoAsync("GET", $"/repo/v1/entity/{outer}");
        bad["parentId"] = outer;

        Assert.Equal(["root", "project", "inner"], await PathAsync(inner));
        Assert.Contains("below itself", await User.RefusedAsync(400, "PUT", $"/repo/v1/entity/{outer}", bad), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_bundle_holds_what_was_asked_for_and_no_more()
    {
        var id = await User.FileAsync(await User.ProjectAsync(), "a.txt", "one");
        var asked = new JsonObject { ["includeEntity"] = true, ["includeFileHandles"] = true, ["includeAnnotations"] = true, ["includeRestrictionInformation"] = true };

        var bundle = (await User.DoAsync("POST", $"/repo/v1/entity/{id}/bundle2", asked)).AsObject();

        Assert.Equal(["entity", "entityType", "annotations", "fileHandles", "restrictionInformation"], bundle.Select(p => p.Key));
        Assert.Equal("a.txt", (string)bundle["fileHandles"]![0]!["fileName"]!);
        Assert.False((bool)bundle["restrictionInformation"]!["hasUnmetAccessRequirement"]!);
    }

    [Fact]
    public async Task an_overtaken_update_is_stale()
    {
        var id = await User.ProjectAsync();
        var entity = await User.DoAsync("GET", $"/repo/v1/entity/{id}");
        Strike(new FaultRule { Kind = FaultKind.Overtake, Route = "PUT /repo/v1/entity/*", Nth = [1] });

        await User.RefusedAsync(412, "PUT", $"/repo/v1/entity/{id}", entity);
        var fresh = await User.DoAsync("GET", $"/repo/v1/entity/{id}");
        await User.DoAsync("PUT", $"/repo/v1/entity/{id}", fresh);
    }

    private async Task<JsonNode> ReplaceAsync(string id, string fileHandleId)
    {
        var entity = await User.DoAsync("GET", $"/repo/v1/entity/{id}");
        entity["dataFileHandleId"] = fileHandleId;
        return await User.DoAsync("PUT", $"/repo/v1/entity/{id}", entity);
    }

    private async Task<IEnumerable<string>> PathAsync(string id) =>
        (await User.DoAsync("GET", $"/repo/v1/entity/{id}/path"))["path"]!.AsArray().Select(h => (string)h!["name"]!);
}
