using System.Text.Json.Nodes;

namespace SageTasks.Testing.Tests;

public sealed class ProvenanceTests : SynapseTest
{
    [Fact]
    public async Task an_activity_rides_on_the_entity_and_stays_with_its_version()
    {
        var project = await User.ProjectAsync();
        var input = await User.FileAsync(project, "in.txt", "in");
        var activity = (string)(await User.DoAsync("POST", "/repo/v1/activity", Activity(input)))["id"]!;
        var handle = await User.UploadAsync("out.txt", "out"u8.ToArray());
        var body = new JsonObject
        {
            ["concreteType"] = "org.sagebionetworks.repo.model.FileEntity",
            ["parentId"] = project,
            ["name"] = "out.txt",
            ["dataFileHandleId"] = handle,
        };

        var output = await User.DoAsync("POST", $"/repo/v1/entity?generatedBy={activity}", body);
        var id = (string)output["id"]!;
        await User.DoAsync("PUT", $"/repo/v1/entity/{id}?newVersion=true", output);

        Assert.Equal(input, (string)(await User.DoAsync("GET", $"/repo/v1/entity/{id}/version/1/generatedBy"))["used"]![0]!["reference"]!["targetId"]!);
        await User.RefusedAsync(404, "GET", $"/repo/v1/entity/{id}/generatedBy");
        var generated = await User.DoAsync("GET", $"/repo/v1/activity/{activity}/generated");
        Assert.Equal((id, 1L), ((string)generated["results"]![0]!["targetId"]!, (long)generated["results"]![0]!["targetVersionNumber"]!));
    }

    [Fact]
    public async Task only_its_creator_attaches_an_activity()
    {
        var project = await User.ProjectAsync();
        using var other = Another("other");
        var theirs = (string)(await other.DoAsync("POST", "/repo/v1/activity", new JsonObject { ["name"] = "theirs" }))["id"]!;
        var mine = (string)(await User.DoAsync("POST", "/repo/v1/activity", new JsonObject { ["name"] = "mine" }))["id"]!;

        await User.RefusedAsync(403, "PUT", $"/repo/v1/entity/{project}/generatedBy?generatedBy={theirs}");
        Assert.Equal("mine", (string)(await User.DoAsync("PUT", $"/repo/v1/entity/{project}/generatedBy?generatedBy={mine}"))["name"]!);
        await User.DoAsync("DELETE", $"/repo/v1/entity/{project}/generatedBy");
        await User.RefusedAsync(404, "GET", $"/repo/v1/entity/{project}/generatedBy");
    }

    private static JsonObject Activity(string input) => new()
    {
        ["name"] = "run",
        ["used"] = new JsonArray(new JsonObject
        {
            ["concreteType"] = "org.sagebionetworks.repo.model.provenance.UsedEntity",
            ["wasExecuted"] = false,
            ["reference"] = new JsonObject { ["targetId"] = input, ["targetVersionNumber"] = 1 },
        }),
    };
}
