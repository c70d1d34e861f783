using System.Text.Json.Nodes;
using SageTasks.Cavatica.Tests.Local;
using SageTasks.Http;
using SageTasks.Testing;

namespace SageTasks.Cavatica.Tests.Etl;

/// <summary>An app that a project needs stays the revision that was meant, whatever others make of it.</summary>
public sealed class AppTests : IAsyncLifetime
{
    private LocalCavatica _cavatica = null!;
    private CavaticaClient _client = null!;
    private CavaticaApps _apps = null!;
    private string _project = null!;

    public async Task InitializeAsync()
    {
        _cavatica = await LocalCavatica.StartAsync(new LocalCavaticaOptions { IsScripted = true });
        _client = _cavatica.Connect();
        _apps = new CavaticaApps(_client);
        _project = _cavatica.AddProject("study");
    }

    public async Task DisposeAsync() => await _cavatica.DisposeAsync();

    [Fact]
    public async Task A_copy_that_a_colleague_has_edited_is_the_pinned_revision_still()
    {
        var pin = new AppPin { Source = _cavatica.AddApp(_cavatica.AddPublicProject("admin", "public"), "count", Document("a").ToJsonString()), Project = _project };
        var first = await _apps.EnsureCopyAsync(pin);
        await _client.InstallRevisionAsync($"{_project}/count", 1, Document("edited"));

        var again = await _apps.EnsureCopyAsync(pin);

        Assert.Equal(pin.Source, (await _client.GetAppAsync($"{_project}/count")).Raw!["sbg:copyOf"]!.ToString());
        Assert.Equal(first with { IsNew = false }, again);
        Assert.Equal($"{_project}/count/0", again.AppId);
    }

    [Fact]
    public async Task A_copy_that_was_brought_up_to_date_has_both_revisions()
    {
        var library = _cavatica.AddPublicProject("admin", "public");
        var (old, next) = (new AppPin { Source = _cavatica.AddApp(library, "count", Document("a").ToJsonString()), Project = _project }, new AppPin { Source = $"{library}/count/1", Project = _project });
        await _apps.EnsureCopyAsync(old);
        _cavatica.AddApp(library, "count", Document("b").ToJsonString());
        await _client.SyncAppAsync($"{_project}/count");

        Assert.Equal(new EnsuredApp { AppId = $"{_project}/count/0", Source = old.Source }, await _apps.EnsureCopyAsync(old));
        Assert.Equal(new EnsuredApp { AppId = $"{_project}/count/1", Source = next.Source }, await _apps.EnsureCopyAsync(next));
    }

    [Fact]
    public async Task Going_back_to_a_document_is_going_back_to_its_revision()
    {
        var app = $"{_project}/tool";
        await _apps.EnsureInstalledAsync(app, Document("one"));
        await _apps.EnsureInstalledAsync(app, Document("two"));

        var back = await _apps.EnsureInstalledAsync(app, Document("one"));

        Assert.Equal(new InstalledApp { AppId = $"{app}/0" }, back);
        Assert.Equal(2, _cavatica.Journal.OfKind("app.revision").Count);
    }

    [Fact]
    public async Task A_document_is_found_behind_an_edit_of_somebody_else_and_none_is_put_on_top_of_that()
    {
        var app = $"{_project}/tool";
        await _apps.EnsureInstalledAsync(app, Document("one"));
        await _client.InstallRevisionAsync(app, 1, Document("by hand"));

        Assert.Equal(new InstalledApp { AppId = $"{app}/0" }, await _apps.EnsureInstalledAsync(app, Document("one")));
        await Assert.ThrowsAsync<ConflictException>(() => _apps.EnsureInstalledAsync(app, Document("two")));
    }

    private static JsonObject Document(string label) => new()
    {
        ["class"] = "CommandLineTool",
        ["cwlVersion"] = "v1.2",
        ["label"] = label,
        ["inputs"] = new JsonObject(),
        ["outputs"] = new JsonObject(),
    };
}
