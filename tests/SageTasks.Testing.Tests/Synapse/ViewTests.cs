using System.Text.Json.Nodes;

namespace SageTasks.Testing.Tests;

public sealed class ViewTests : SynapseTest
{
    private const string Model = "org.sagebionetworks.repo.model.table.";

    [Fact]
    public async Task a_view_shows_the_files_below_its_scope_with_their_annotations()
    {
        var (project, view) = await ViewAsync();
        var folder = await User.CreateAsync("Folder", project, "folder");
        var file = await User.FileAsync(folder, "a.txt", "one");
        await AnnotateAsync(file, "species", "STRING", "Human");

        Assert.Equal([$"{file}|a.txt|Human"], await User.RowsAsync(view, $"select id, name, species from {view}"));
        Assert.Equal([file], await User.RowsAsync(view, $"select id from {view} where species = 'human'"));
    }

    [Fact]
    public async Task a_lagging_view_shows_a_change_only_after_a_query_noticed_it()
    {
        await using var slow = await LocalSynapse.StartAsync(new LocalSynapseOptions { TimeProvider = Clock, ViewLag = TimeSpan.FromSeconds(10) });
        using var user = new SynapseUser(slow, slow.Token);
        var (project, view) = await ViewAsync(user);
        Assert.Empty(await user.RowsAsync(view, $"select name from {view}"));
        await user.FileAsync(project, "a.txt", "one");

        Assert.Empty(await user.RowsAsync(view, $"select name from {view}"));
        Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Empty(await user.RowsAsync(view, $"select name from {view}"));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["a.txt"], await user.RowsAsync(view, $"select name from {view}"));
    }

    [Fact]
    public async Task a_query_that_the_plan_strikes_sees_the_old_index()
    {
        var (project, view) = await ViewAsync();
        Assert.Empty(await User.RowsAsync(view, $"select name from {view}"));
        await User.FileAsync(project, "a.txt", "one");
        Strike(new FaultRule { Kind = FaultKind.HideFromLists, Route = "POST /repo/v1/entity/*/table/query/async/start", Nth = [1] });

        Assert.Empty(await User.RowsAsync(view, $"select name from {view}"));
        Assert.Equal(["a.txt"], await User.RowsAsync(view, $"select name from {view}"));
    }

    [Fact]
    public async Task annotations_change_through_a_view_and_each_entity_fails_by_itself()
    {
        var (project, view) = await ViewAsync();
        var good = await User.FileAsync(project, "good.txt", "1");
        var stale = await User.FileAsync(project, "stale.txt", "2");
        var species = await User.ColumnAsync("species", "STRING");
        var etag = (string)(await User.DoAsync("GET", $"/repo/v1/entity/{good}"))["etag"]!;

        var answer = await User.ChangeAsync(view, SynapseTables.PartialChange(
            view,
            (Number(good), [(species, "Mouse"), ("etag", etag)]),
            (Number(stale), [(species, "Rat"), ("etag", "old")]),
            (1, [(species, "None"), ("etag", "none")])));

        var results = answer["results"]![0]!["updateResults"]!.AsArray();
        Assert.Equal([null, "CONCURRENT_UPDATE", "NOT_FOUND"], results.Select(r => (string?)r!["failureCode"]));
        Assert.Equal(["good.txt|Mouse", "stale.txt|∅"], await User.RowsAsync(view, $"select name, species from {view} order by name"));
    }

    [Fact]
    public async Task a_views_csv_carries_the_etags_that_its_upload_needs()
    {
        var (project, view) = await ViewAsync();
        await User.FileAsync(project, "a.txt", "1");
        var download = await User.JobAsync($"/repo/v1/entity/{view}/table/download/csv", new JsonObject { ["sql"] = $"select name, species from {view}" });
        var url = (string)(await User.DoAsync("GET", $"/file/v1/fileHandle/{download["resultsFileHandleId"]}/url?redirect=false"))!;
        using var csv = await User.FetchAsync(url);
        var text = await csv.Content.ReadAsStringAsync();

        await User.ChangeAsync(view, await User.CsvChangeAsync(view, text.Replace("a.txt,", "a.txt,Human", StringComparison.Ordinal)));

        Assert.StartsWith("ROW_ID,ROW_VERSION,ROW_ETAG,name,species\n", text, StringComparison.Ordinal);
        Assert.Equal(["Human"], await User.RowsAsync(view, $"select species from {view}"));
    }

    [Fact]
    public async Task columns_are_suggested_by_annotations()
    {
        var (project, _) = await ViewAsync();
        var file = await User.FileAsync(project, "a.txt", "1");
        await AnnotateAsync(file, "tags", "STRING", "red", "green");

        var answer = await User.JobAsync("/repo/v1/column/view/scope", new JsonObject
        {
            ["concreteType"] = Model + "ViewColumnModelRequest",
            ["viewScope"] = new JsonObject { ["scope"] = new JsonArray(project), ["viewTypeMask"] = 1, ["viewEntityType"] = "entityview" },
        });

        var column = Assert.Single(answer["results"]!.AsArray())!;
        Assert.Equal(("tags", "STRING_LIST", 5), ((string)column["name"]!, (string)column["columnType"]!, (int)column["maximumSize"]!));
    }

    [Fact]
    public async Task a_dataset_shows_the_versions_that_it_lists()
    {
        var project = await User.ProjectAsync();
        var file = await User.FileAsync(project, "a.txt", "one");
        var entity = await User.DoAsync("GET", $"/repo/v1/entity/{file}");
        await User.DoAsync("PUT", $"/repo/v1/entity/{file}?newVersion=true", entity);
        var dataset = await User.CreateAsync("table.Dataset", project, "data", new JsonObject
        {
            ["columnIds"] = new JsonArray(await User.ColumnAsync("name", "STRING"), await User.ColumnAsync("currentVersion", "INTEGER")),
            ["items"] = new JsonArray(new JsonObject { ["entityId"] = file, ["versionNumber"] = 1 }),
        });

        Assert.Equal(["a.txt|1"], await User.RowsAsync(dataset, $"select * from {dataset}"));
    }

    private static long Number(string id) => long.Parse(id[3..]);

    private Task<(string Project, string View)> ViewAsync() => ViewAsync(User);

    private static async Task<(string Project, string View)> ViewAsync(SynapseUser user)
    {
        var project = await user.ProjectAsync();
        var columns = new JsonArray(await user.ColumnAsync("id", "ENTITYID"), await user.ColumnAsync("name", "STRING"), await user.ColumnAsync("species", "STRING"));
        var view = await user.CreateAsync(
            "table.EntityView", project, "view", new JsonObject { ["columnIds"] = columns, ["scopeIds"] = new JsonArray(project), ["viewTypeMask"] = 1 });
        return (project, view);
    }

    private async Task AnnotateAsync(string id, string key, string type, params string[] values)
    {
        var annotations = await User.DoAsync("GET", $"/repo/v1/entity/{id}/annotations2");
        annotations["annotations"]![key] = new JsonObject { ["type"] = type, ["value"] = new JsonArray([.. values.Select(v => JsonValue.Create(v))]) };
        await User.DoAsync("PUT", $"/repo/v1/entity/{id}/annotations2", annotations);
    }
}
