using SageTasks.Drs.Tests.Scenes;
using SageTasks.Http;
using SageTasks.Storage;
using SageTasks.Testing;

namespace SageTasks.Drs.Tests.Bundles;

/// <summary>Bundles, walked and copied, on servers of every kind.</summary>
public sealed class DrsBundlesTests
{
    [Theory]
    [InlineData("standard")]
    [InlineData("indexd")]
    [InlineData("Synapse")]
    [InlineData("starter kit")]
    public async Task A_tree_is_copied_with_its_names(string name)
    {
        var personality = new[] { DrsPersonality.Standard, DrsPersonality.Indexd, DrsPersonality.Synapse, DrsPersonality.StarterKit }.Single(one => one.Name == name);
        await using var scene = await DrsScene.StartAsync(new LocalDrsOptions { Personality = personality, MaxBulk = 2 });
        var (one, two, three) = (scene.Add("1"), scene.Add("22"), scene.Add("333"));
        var inner = Bundle(scene, ("two", two), ("three", three));
        var outer = Bundle(scene, ("one", one), ("deep", inner), ("again", two));
        var plan = new DrsBundles(scene.Servers).Plan(scene.Place(outer), Location.FromPath(scene.PathOf("out") + Path.DirectorySeparatorChar));

        var results = await scene.Engine.RunAsync(plan).ToListAsync();
        var again = await scene.Engine.RunAsync(plan).ToListAsync();

        Assert.All(results, result => Assert.Equal(TransferOutcome.Copied, result.Outcome));
        Assert.All(again, result => Assert.Equal(TransferOutcome.Skipped, result.Outcome));
        Assert.Equal(["1", "22", "333", "22"], await Task.WhenAll(new[] { "one", "deep/two", "deep/three", "again" }.Select(path => File.ReadAllTextAsync(scene.PathOf("out/" + path)))));
    }

    [Fact]
    public async Task A_bundle_that_holds_itself_is_an_entry_with_a_problem()
    {
        await using var scene = await DrsScene.StartAsync();
        var one = scene.Add("1");
        scene.Drs.Add(new LocalDrsObject { Id = "b", Name = "b", Contents = [new() { Name = "a", Id = "a" }] });
        scene.Drs.Add(new LocalDrsObject { Id = "a", Name = "a", Contents = [new() { Name = "b", Id = "b" }, new() { Name = "one", Id = one }] });

        var entries = await WalkAsync(scene, "a");

        Assert.Equal(["b/a", "one"], entries.Select(entry => entry.Path));
        Assert.Contains("holds itself", entries[0].Problem, StringComparison.Ordinal);
        Assert.Null(entries[1].Problem);
    }

    [Fact]
    public async Task What_is_missing_or_has_no_good_name_fails_alone()
    {
        await using var scene = await DrsScene.StartAsync();
        var one = scene.Add("1");
        var bundle = scene.Drs.Add(new LocalDrsObject
        {
            Name = "b",
            Contents =
            [
                new() { Name = "../up", Id = one }, new() { Name = "..", Id = one }, new() { Name = "gone", Id = "nothing" }, new() { Name = "one", Id = one },
                new() { Name = "one", Id = one }, new() { Name = "nowhere" }, new() { Name = "bad", Uri = "drs://dg.none:x" },
            ],
        });
        var plan = new DrsBundles(scene.Servers).Plan(scene.Place(bundle), Location.FromPath(scene.PathOf("out") + Path.DirectorySeparatorChar));

        var results = await scene.Engine.RunAsync(plan).ToListAsync();

        Assert.Equal([.. Enumerable.Repeat(TransferOutcome.Failed, 3), TransferOutcome.Copied, .. Enumerable.Repeat(TransferOutcome.Failed, 3)], results.Select(result => result.Outcome));
        Assert.Equal("1", await File.ReadAllTextAsync(scene.PathOf("out/one")));
        var problems = (await WalkAsync(scene, bundle)).Select(entry => entry.Problem).ToList();
        Assert.Contains("404", problems[2], StringComparison.Ordinal);
        Assert.Contains("neither", problems[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contents_lead_to_other_servers()
    {
        await using var scene = await DrsScene.StartAsync();
        await using var other = await LocalDrs.StartAsync();
        var far = other.Add(new LocalDrsObject { Name = "far" }, "far"u8.ToArray());
        var inner = other.Add(new LocalDrsObject { Name = "inner", Contents = [new() { Name = "far", Id = far }] });
        var bundle = scene.Drs.Add(new LocalDrsObject { Name = "b", Contents = [new() { Name = "there", Uri = $"drs://{other.Authority}/{inner}" }] });
        var plan = new DrsBundles(scene.Servers).Plan(scene.Place(bundle), Location.FromPath(scene.PathOf("out") + Path.DirectorySeparatorChar));

        await scene.Engine.RunAsync(plan).ToListAsync();

        Assert.Equal("far", await File.ReadAllTextAsync(scene.PathOf("out/there/far")));
    }

    [Fact]
    public async Task What_a_server_shows_expanded_is_walked_as_it_stands()
    {
        using var hosts = new HostsFile
        {
            Answer = uri => uri.AbsolutePath switch
            {
                "/ga4gh/drs/v1/objects/b" => Json("""{"id":"b","contents":[{"name":"in","id":"i","contents":[{"name":"x","drs_uri":"drs://drs.example.org/x"}]}]}"""),
                "/ga4gh/drs/v1/objects/x" => Json("""{"id":"x","size":1,"access_methods":[{"type":"https","access_id":"a"}],"contents":[]}"""),
                _ => new HttpResponseMessage(System.Net.HttpStatusCode.NotFound),
            },
        };
        var servers = new DrsServers(new DrsOptions { Http = new ApiOptions { Handler = hosts } });

        var entry = await new DrsBundles(servers).WalkAsync("drs://drs.example.org/b").SingleAsync();

        Assert.Equal(("in/x", "x"), (entry.Path, entry.Object!.Id));
    }

    [Fact]
    public async Task A_single_object_is_a_plan_of_one_and_keeps_its_name()
    {
        await using var scene = await DrsScene.StartAsync();
        var id = scene.Add("ACGT");
        var bundles = new DrsBundles(scene.Servers);

        await scene.Engine.RunAsync(bundles.Plan(scene.Place(id), Location.FromPath(scene.PathOf("out") + Path.DirectorySeparatorChar))).ToListAsync();

        Assert.Equal("ACGT", await File.ReadAllTextAsync(scene.PathOf("out/reads.txt")));
        Assert.Throws<ArgumentException>(() => bundles.Plan(scene.Place(id), scene.File("out")));
        Assert.Throws<ArgumentException>(() => bundles.Plan(scene.File("x"), scene.File("out")));
    }

    private static string Bundle(DrsScene scene, params (string Name, string Id)[] contents) =>
        scene.Drs.Add(new LocalDrsObject { Name = "bundle", Contents = [.. contents.Select(entry => new LocalDrsContent { Name = entry.Name, Id = entry.Id })] });

    private static async Task<List<DrsBundleEntry>> WalkAsync(DrsScene scene, string id) =>
        await new DrsBundles(scene.Servers).WalkAsync(scene.Place(id).Address).ToListAsync();

    private static HttpResponseMessage Json(string json) => new() { Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") };
}
