using SageTasks.ContractSuites;
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

    [Fact]
    public async Task Of_several_URIs_the_first_that_answers_counts()
    {
        using var hosts = new HostsFile
        {
            Answer = uri => uri.Host switch
            {
                "drs.example.org" => Json("""{"id":"b","contents":[{"name":"x","drs_uri":["drs://down.example.org/x","drs://up.example.org/y"]}]}"""),
                "up.example.org" => Json("""{"id":"y","size":1,"access_methods":[{"type":"https","access_id":"a"}]}"""),
                _ => new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable),
            },
        };
        var servers = new DrsServers(new DrsOptions { Http = new ApiOptions { Handler = hosts, Retry = { MaxAttempts = 1 } } });

        var entry = await new DrsBundles(servers).WalkAsync("drs://drs.example.org/b").SingleAsync();

        Assert.Equal(("drs://up.example.org/y", "y"), (entry.Uri, entry.Object?.Id));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    public async Task Where_an_entry_s_id_leads_to_nothing_its_URIs_are_gone_by(int status)
    {
        using var hosts = new HostsFile
        {
            Answer = uri => (uri.Host, uri.AbsolutePath) switch
            {
                ("drs.example.org", "/ga4gh/drs/v1/objects/b") =>
                    Json("""{"id":"b","contents":[{"name":"x","id":"x","drs_uri":["drs://drs.example.org/x","drs://up.example.org/y"]},{"name":"z","id":"z","drs_uri":["drs://up.example.org/z"]}]}"""),
                ("up.example.org", "/ga4gh/drs/v1/objects/y") => Json("""{"id":"y","size":1,"access_methods":[{"type":"https","access_id":"a"}]}"""),
                ("drs.example.org", "/ga4gh/drs/v1/objects") => new HttpResponseMessage(System.Net.HttpStatusCode.MethodNotAllowed),
                _ => new HttpResponseMessage((System.Net.HttpStatusCode)status),
            },
        };
        var servers = new DrsServers(new DrsOptions { Http = new ApiOptions { Handler = hosts } });

        var entries = await new DrsBundles(servers).WalkAsync("drs://drs.example.org/b").ToListAsync();

        Assert.Equal(("drs://up.example.org/y", "y"), (entries[0].Uri, entries[0].Object?.Id));
        Assert.Single(hosts.Seen, seen => seen.Path.EndsWith("/objects/x", StringComparison.Ordinal));
        Assert.Null(entries[1].Object);
        Assert.Contains($"its server answers {status} for it; ", entries[1].Problem, StringComparison.Ordinal);
        Assert.Contains("up.example.org", entries[1].Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task An_entry_of_a_server_elsewhere_leads_not_to_this_machine_unless_the_caller_says_so(bool isNamed, bool isAllowed)
    {
        await using var here = await LocalDrs.StartAsync();
        var secret = here.Add(new LocalDrsObject { Name = "secret" }, "secret"u8.ToArray());
        using var hosts = new HostsFile
        {
            Answer = uri => uri.Host == "drs.example.org" ? Json($$"""{"id":"b","contents":[{"name":"x","drs_uri":["drs://{{here.Authority}}/{{secret}}"]}]}""") : null,
        };
        var options = new DrsOptions { Http = new ApiOptions { Handler = hosts, AllowLocalTargets = isAllowed } };
        if (isNamed)
        {
            options.Hosts[here.Authority] = new DrsClientOptions();
        }

        var entry = await new DrsBundles(new DrsServers(options)).WalkAsync("drs://drs.example.org/b").SingleAsync();

        Assert.Equal(isNamed || isAllowed, entry.Object is not null);
        Assert.Equal(isNamed || isAllowed, entry.Problem is null);
        if (entry.Problem is { } problem)
        {
            Assert.Contains($"Hosts[\"{here.Authority}\"]", problem, StringComparison.Ordinal);
            Assert.DoesNotContain(hosts.Seen, seen => seen.Host == here.Authority);
        }
    }

    [Fact]
    public async Task A_bundle_that_branches_without_end_is_refused_with_the_option_that_says_so()
    {
        await using var scene = await DrsScene.StartAsync(configure: (options, _) => options.MaxBundleEntries = 1000);
        for (var level = 0; level < 30; level++)
        {
            var below = level == 29 ? [] : new[] { "left", "right" };
            scene.Drs.Add(new LocalDrsObject { Id = $"b{level}", Name = "b", Contents = [.. below.Select(name => new LocalDrsContent { Name = name, Id = $"b{level + 1}" })] });
        }

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => WalkAsync(scene, "b0"));

        Assert.Contains("MaxBundleEntries", error.Message, StringComparison.Ordinal);
        Assert.Contains("b0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_s_URI_leads_back_to_the_server_that_a_registry_named()
    {
        using var hosts = new HostsFile
        {
            Answer = uri => (uri.Authority, uri.AbsolutePath) switch
            {
                ("n2t.net", _) => new HttpResponseMessage { Content = new StringContent("redirect: https://drs.example.org:8443/base/objects/$id\n") },
                ("drs.example.org:8443", "/base/objects") => new HttpResponseMessage(System.Net.HttpStatusCode.MethodNotAllowed),
                ("drs.example.org:8443", "/base/objects/b") => Json("""{"id":"b","contents":[{"name":"x","id":"a/x"}]}"""),
                ("drs.example.org:8443", "/base/objects/a%2Fx") => Json("""{"id":"a/x","size":1,"access_methods":[{"type":"https","access_id":"a"}]}"""),
                _ => new HttpResponseMessage(System.Net.HttpStatusCode.NotFound),
            },
        };
        var servers = new DrsServers(new DrsOptions { Http = new ApiOptions { Handler = hosts } });

        var entry = await new DrsBundles(servers).WalkAsync("drs://drs.42:b").SingleAsync();

        Assert.Equal(("drs://drs.42:a%2Fx", "a/x"), (entry.Uri, entry.Object?.Id));
        Assert.Equal("a/x", (await servers.GetObjectAsync(entry.Uri)).Id);
    }

    [Fact]
    public async Task Names_that_differ_only_by_case_are_kept_apart_or_refused()
    {
        await using var scene = await DrsScene.StartAsync();
        var bundle = Bundle(scene, ("Reads", scene.Add("1")), ("reads", scene.Add("22")));
        var plan = new DrsBundles(scene.Servers).Plan(scene.Place(bundle), Location.FromPath(scene.PathOf("out") + Path.DirectorySeparatorChar));

        var results = await scene.Engine.RunAsync(plan).ToListAsync();

        Assert.Equal(TransferOutcome.Copied, results[0].Outcome);
        Assert.Equal(PlacesTaken.IgnoresCase(scene.PathOf("out")) ? TransferOutcome.Failed : TransferOutcome.Copied, results[1].Outcome);
        Assert.Equal("1", await File.ReadAllTextAsync(scene.PathOf("out/Reads")));
    }

    [Fact]
    public void A_place_that_takes_two_names_for_one_gets_the_first()
    {
        var asked = 0;
        var folder = new PlacesTaken(Location.FromPath("/data/"), _ => ++asked > 0);
        var exact = new PlacesTaken(Location.FromPath("/data/"), _ => false);
        var bucket = new PlacesTaken(Location.Parse("s3://bucket/"), _ => true);

        Assert.Equal([null, null], new[] { "a/Reads", "b/reads" }.Select(folder.Problem));
        Assert.Equal(0, asked);
        Assert.Contains("a/Reads", folder.Problem("A/READS"), StringComparison.Ordinal);
        Assert.NotNull(folder.Problem("B/Reads"));
        Assert.Equal(1, asked);
        Assert.Equal([null, null, null, null], new[] { "x", "X" }.SelectMany(path => new[] { exact.Problem(path), bucket.Problem(path) }));
    }

    [Fact]
    public async Task Whether_a_folder_tells_case_apart_is_tried_where_it_will_be()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "a"), "");

        Assert.Equal(File.Exists(Path.Combine(folder.Path, "A")), PlacesTaken.IgnoresCase(Path.Combine(folder.Path, "not", "there", "yet")));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    private static string Bundle(DrsScene scene, params (string Name, string Id)[] contents) =>
        scene.Drs.Add(new LocalDrsObject { Name = "bundle", Contents = [.. contents.Select(entry => new LocalDrsContent { Name = entry.Name, Id = entry.Id })] });

    private static async Task<List<DrsBundleEntry>> WalkAsync(DrsScene scene, string id) =>
        await new DrsBundles(scene.Servers).WalkAsync(scene.Place(id).Address).ToListAsync();

    private static HttpResponseMessage Json(string json) => new() { Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") };
}
