using System.Text.Json.Nodes;

namespace SageTasks.Testing.Tests;

public sealed class SeedingTests : SynapseTest
{
    [Fact]
    public async Task what_is_seeded_is_there_for_clients()
    {
        var project = Synapse.CreateProject("seeded");
        var folder = Assert.Single(Synapse.CreateFolders(project, ["reads"]));
        using var content = new MemoryStream("ACGT"u8.ToArray());
        var file = await Synapse.CreateFileAsync(folder, "a.txt", content, "text/plain");
        Synapse.Annotate(file, new Dictionary<string, string> { ["sample"] = "s1" });

        var entity = await User.DoAsync("GET", $"/repo/v1/entity/{file}");
        using var bytes = await User.FetchAsync(await User.UrlOfAsync((string)entity["dataFileHandleId"]!, file));
        var annotations = await User.DoAsync("GET", $"/repo/v1/entity/{file}/annotations2");

        Assert.Equal("ACGT", await bytes.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", bytes.Content.Headers.ContentType!.MediaType);
        Assert.Equal("s1", (string)annotations["annotations"]!["sample"]!["value"]![0]!);
    }

    [Fact]
    public async Task of_many_folders_all_are_created_or_none()
    {
        var project = Synapse.CreateProject("seeded");

        var refusal = Assert.Throws<InvalidOperationException>(() => Synapse.CreateFolders(project, ["good", "bad/name"]));

        Assert.Contains("bad/name", refusal.Message, StringComparison.Ordinal);
        await User.RefusedAsync(404, "POST", "/repo/v1/entity/child", new JsonObject { ["parentId"] = project, ["entityName"] = "good" });
    }

    [Fact]
    public async Task an_empty_list_is_played_on_demand()
    {
        var project = Synapse.CreateProject("seeded");
        Synapse.CreateFolders(project, ["a", "b"]);
        var request = new JsonObject { ["parentId"] = project, ["includeTypes"] = new JsonArray("folder") };
        Strike(new FaultRule { Kind = FaultKind.EmptyList, Route = "POST /repo/v1/entity/children", Nth = [1] });

        Assert.Empty((await User.DoAsync("POST", "/repo/v1/entity/children", request))["page"]!.AsArray());
        Assert.Equal(2, (await User.DoAsync("POST", "/repo/v1/entity/children", request))["page"]!.AsArray().Count);
    }
}
