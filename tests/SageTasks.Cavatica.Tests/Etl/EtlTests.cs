using System.Text.Json.Nodes;
using SageTasks.Cavatica.Tests.Local;
using SageTasks.ContractSuites;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Tables;
using SageTasks.Testing;

namespace SageTasks.Cavatica.Tests.Etl;

/// <summary>The tasks of an ETL, each safe to call again.</summary>
public sealed class EtlTests : IAsyncLifetime, IDisposable
{
    private const string Cwl = """{"class":"CommandLineTool","cwlVersion":"v1.2","inputs":{"reads":"File","sample":"string"},"outputs":{"counts":"File"}}""";

    private readonly TemporaryFolder _folder = new();

    private LocalCavatica _cavatica = null!;
    private CavaticaClient _client = null!;
    private string _project = null!;

    public async Task InitializeAsync()
    {
        _cavatica = await LocalCavatica.StartAsync(new LocalCavaticaOptions { IsScripted = true });
        _client = _cavatica.Connect();
        _project = _cavatica.AddProject("study");
    }

    public async Task DisposeAsync() => await _cavatica.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_app_is_copied_once_pinned_to_its_revision()
    {
        var library = _cavatica.AddPublicProject("admin", "public");
        var pinned = _cavatica.AddApp(library, "count", Cwl);
        _cavatica.AddApp(library, "count", Cwl);
        var apps = new CavaticaApps(_client);

        var first = await apps.EnsureCopyAsync(new AppPin { Source = pinned, Project = _project });
        var again = await apps.EnsureCopyAsync(new AppPin { Source = pinned, Project = _project });

        Assert.True(first.IsNew);
        Assert.Equal(first with { IsNew = false }, again);
        Assert.Equal($"{_project}/count/0", first.AppId);
        await Assert.ThrowsAsync<ConflictException>(() => apps.EnsureCopyAsync(new AppPin { Source = $"{library}/count/1", Project = _project }));
        await Assert.ThrowsAsync<ArgumentException>(() => apps.EnsureCopyAsync(new AppPin { Source = $"{library}/count", Project = _project }));
    }

    [Fact]
    public async Task A_document_is_installed_once_and_another_one_is_the_next_revision()
    {
        var (app, apps) = ($"{_project}/tool", new CavaticaApps(_client));
        var (document, changed) = (JsonNode.Parse(Cwl)!.AsObject(), JsonNode.Parse(Cwl)!.AsObject());
        (document["sbg:revisionNotes"], changed["label"]) = ("by hand", "counts");

        var first = await apps.EnsureInstalledAsync(app, document);
        var again = await apps.EnsureInstalledAsync(app, JsonNode.Parse(document.ToJsonString())!.AsObject());
        _cavatica.Faults.Strike(FaultKind.DropReply, "POST /apps/*/*/*/*/raw");
        var next = await apps.EnsureInstalledAsync(app, changed);

        Assert.Equal(new InstalledApp { AppId = $"{app}/0", IsNew = true }, first);
        Assert.Equal(first with { IsNew = false }, again);
        Assert.Equal(new InstalledApp { AppId = $"{app}/1", IsNew = true }, next);
        Assert.StartsWith("by hand\nsagetasks-cwl:", (await _client.GetAppAsync(app, 0)).Raw!["sbg:revisionNotes"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, _cavatica.Journal.OfKind("app.revision").Count);
        Assert.Equal(1, _cavatica.Faults.Injected[FaultKind.DropReply]);
    }

    [Fact]
    public async Task An_app_that_somebody_else_installed_is_left_alone()
    {
        var app = _cavatica.AddApp(_project, "tool", Cwl)[..^2];

        var refused = await Assert.ThrowsAsync<ConflictException>(() => new CavaticaApps(_client).EnsureInstalledAsync(app, JsonNode.Parse(Cwl)!.AsObject()));
        await Assert.ThrowsAsync<ArgumentException>(() => new CavaticaApps(_client).EnsureInstalledAsync($"{app}/0", []));

        Assert.Contains("another name", refused.Message, StringComparison.Ordinal);
        Assert.Single(_cavatica.Journal.OfKind("app.revision"));
    }

    [Fact]
    public async Task A_volume_is_attached_once_and_one_of_something_else_is_not_taken_for_it()
    {
        var volumes = new CavaticaVolumes(_client);
        var wanted = new NewVolume { Name = "reads", AccessMode = VolumeAccess.ReadOnly, Service = Bucket("reads") };
        _cavatica.Faults.Strike(FaultKind.DropReply, "POST /storage/volumes");

        var first = await volumes.EnsureAsync(wanted);
        var again = await volumes.EnsureAsync(wanted);

        Assert.True(first.IsNew);
        Assert.Equal((first.Volume.Id, false), (again.Volume.Id, again.IsNew));
        Assert.Single(await _client.ListVolumesAsync().ToListAsync());
        Assert.Equal(1, _cavatica.Faults.Injected[FaultKind.DropReply]);
        Assert.Contains("shows s3 reads and not s3 other", (await Assert.ThrowsAsync<ConflictException>(() => volumes.EnsureAsync(wanted with { Service = Bucket("other") }))).Message, StringComparison.Ordinal);
        Assert.Contains("read only", (await Assert.ThrowsAsync<ConflictException>(() => volumes.EnsureAsync(wanted with { AccessMode = VolumeAccess.ReadWrite }))).Message, StringComparison.Ordinal);

        static JsonObject Bucket(string name) => new() { ["type"] = "s3", ["bucket"] = name, ["credentials"] = new JsonObject { ["secret_access_key"] = "s" } };
    }

    [Fact]
    public async Task A_volume_of_another_storage_account_or_container_is_not_taken_for_the_wanted_one()
    {
        var volumes = new CavaticaVolumes(_client);
        var wanted = new NewVolume { Name = "reads", AccessMode = VolumeAccess.ReadOnly, Service = Container("lab", "reads") };

        var first = await volumes.EnsureAsync(wanted);

        Assert.Equal(first.Volume.Id, (await volumes.EnsureAsync(wanted with { Service = Container("lab", "reads") })).Volume.Id);
        foreach (var other in new[] { Container("other", "reads"), Container("lab", "other") })
        {
            var refused = await Assert.ThrowsAsync<ConflictException>(() => volumes.EnsureAsync(wanted with { Service = other }));
            Assert.Contains("other", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
        }

        static JsonObject Container(string account, string name) => new()
        {
            ["type"] = "azure",
            ["storage_account"] = account,
            ["container"] = name,
            ["credentials"] = new JsonObject { ["client_secret"] = "secret" },
        };
    }

    [Fact]
    public async Task An_equal_import_of_somebody_else_that_was_faster_counts()
    {
        var volume = Volume(("a.fq", "AAAA"));
        VolumeImport[] items = [new VolumeImport { Volume = volume, Location = "a.fq", Project = _project }];
        var held = new HeldImports(_cavatica);

        var late = new CavaticaImports(held).ImportAsync(items);
        await held.Asked;
        var fast = await new CavaticaImports(_client).ImportAsync(items);
        held.Release();

        Assert.True(fast[0].IsNew);
        Assert.Equal((fast[0].File!.Id, false, null), ((await late)[0].File!.Id, (await late)[0].IsNew, (await late)[0].Error));
    }

    [Fact]
    public async Task Objects_of_a_volume_are_imported_once_with_a_result_for_each()
    {
        var volume = Volume(("in/a.fq", "AAAA"), ("in/b.fq", "CCCC"));
        var imports = new CavaticaImports(_client);
        VolumeImport[] items = [Item("in/a.fq"), Item("in/b.fq"), Item("in/none.fq")];

        var first = await imports.ImportAsync(items);
        var again = await imports.ImportAsync(items[..2]);
        var other = await imports.ImportAsync([Item("in/b.fq") with { Name = "a.fq" }]);

        Assert.Equal(["a.fq", "b.fq", null], first.Select(result => result.File?.Name));
        Assert.Equal([true, true], first.Take(2).Select(result => result.IsNew));
        Assert.NotNull(first[2].Error);
        Assert.Equal(first.Take(2).Select(result => result.File!.Id), again.Select(result => result.File!.Id));
        Assert.DoesNotContain(again, result => result.IsNew);
        Assert.Contains("is there already", other[0].Error, StringComparison.Ordinal);

        VolumeImport Item(string location) => new() { Volume = volume, Location = location, Project = _project };
    }

    [Fact]
    public async Task A_lost_reply_to_an_import_imports_nothing_twice()
    {
        var volume = Volume(("a.fq", "AAAA"));
        _cavatica.Faults.Strike(FaultKind.DropReply, "POST /bulk/storage/imports/create");

        var result = Assert.Single(await new CavaticaImports(_client).ImportAsync([new VolumeImport { Volume = volume, Location = "a.fq", Project = _project }]));

        Assert.NotNull(result.File);
        Assert.Single(await _client.ListFilesAsync(new FileQuery { Project = _project }).ToListAsync());
        Assert.Equal(1, _cavatica.Faults.Injected[FaultKind.DropReply]);
    }

    [Fact]
    public async Task Files_are_exported_once_and_what_becomes_of_the_platforms_bytes_must_be_said()
    {
        var volume = Volume();
        var file = _cavatica.AddFile(_project, "out.txt", "done"u8.ToArray());
        var exports = new CavaticaExports(_client);
        FileExport[] items = [new FileExport { FileId = file, Volume = volume, Location = "out/out.txt" }];

        var first = await exports.ExportAsync(items, ExportMode.Copy);
        var again = await exports.ExportAsync(items, ExportMode.Copy);

        Assert.True(first[0].IsNew);
        Assert.Equal(first[0] with { IsNew = false }, again[0]);
        Assert.Equal(FileStorageType.Platform, (await _client.GetFileAsync(file)).Storage!.Type);
        await Assert.ThrowsAsync<ArgumentException>(() => exports.ExportAsync(items, default));

        var moved = await exports.ExportAsync(items, ExportMode.MoveAndLeaveAlias);
        Assert.Equal((true, null), (moved[0].IsNew, moved[0].Error));
        Assert.Equal(FileStorageType.Volume, (await _client.GetFileAsync(file)).Storage!.Type);
        Assert.Equal(moved[0] with { IsNew = false }, (await exports.ExportAsync(items, ExportMode.MoveAndLeaveAlias))[0]);
        Assert.NotNull((await exports.ExportAsync(items, ExportMode.Copy))[0].Error);
    }

    [Fact]
    public async Task Metadata_is_set_from_a_table_and_what_is_as_wanted_is_not_touched()
    {
        var (one, two) = (_cavatica.AddFile(_project, "a", "x"u8.ToArray()), _cavatica.AddFile(_project, "b", "x"u8.ToArray()));
        var header = new TableHeader(["file", "sample_id", "platform"]);
        FileMetadata[] rows = [.. new[] { new TableRow(header, [one, "S1", "illumina"]), new TableRow(header, [two, "S2", null]) }.Select(row => CavaticaMetadata.FromRow(row, "file"))];
        var metadata = new CavaticaMetadata(_client);

        var first = await metadata.SetAsync([.. rows, new FileMetadata { FileId = "0123456789abcdef01234567", Values = new Dictionary<string, string> { ["a"] = "b" } }]);
        var again = await metadata.SetAsync(rows);

        Assert.Equal([true, true, false], first.Select(result => result.IsChanged));
        Assert.NotNull(first[2].Error);
        Assert.DoesNotContain(again, result => result.IsChanged || result.Error is not null);
        Assert.Equal("S1", (string?)(await _client.GetMetadataAsync(one))["sample_id"]);
        await Assert.ThrowsAsync<ArgumentException>(() => metadata.SetAsync([rows[0], rows[0]]));
    }

    [Fact]
    public async Task Tasks_of_a_manifest_are_run_once_each_by_the_users_own_function()
    {
        var app = _cavatica.AddApp(_project, "count", Cwl);
        var manifest = new Dictionary<string, string> { ["S1"] = _cavatica.AddFile(_project, "a", "x"u8.ToArray()), ["S2"] = _cavatica.AddFile(_project, "b", "x"u8.ToArray()) };
        var runs = new CavaticaRuns(_client, new CavaticaRunsOptions { Project = _project, SettleTime = TimeSpan.FromMilliseconds(300), CommitHorizon = TimeSpan.FromMilliseconds(300) });

        for (var time = 0; time < 2; time++)
        {
            var results = await new SubmissionGuard().SubmitAllAsync(runs, manifest.Select(row => new RunPlan<TaskRequest>
            {
                Request = new TaskRequest { Project = _project, App = app, Name = row.Key, Inputs = new TaskInputs().AddFile("reads", row.Value).Add("sample", row.Key).ToJson() },
            })).ToListAsync();
            Assert.DoesNotContain(results, result => result.Submission is null);
        }

        Assert.Equal(2, _cavatica.Tasks.Count);
    }

    private string Volume(params (string Name, string Content)[] objects)
    {
        foreach (var (name, content) in objects)
        {
            var path = Path.Combine(_folder.Path, "volume", name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, content);
        }

        return _cavatica.AddVolume("bucket", Path.Combine(_folder.Path, "volume"));
    }

    /// <summary>A client whose import is sent late.</summary>
    private sealed class HeldImports(LocalCavatica cavatica) : CavaticaClient(LocalCavaticaClient.OptionsFor(cavatica))
    {
        private readonly TaskCompletionSource _asked = new();
        private readonly TaskCompletionSource _released = new();

        public Task Asked => _asked.Task;

        public void Release() => _released.SetResult();

        public override async Task<IReadOnlyList<BulkResult<Import>>> StartImportsAsync(IReadOnlyCollection<NewImport> imports, CancellationToken cancellationToken = default)
        {
            _asked.TrySetResult();
            await _released.Task;
            return await base.StartImportsAsync(imports, cancellationToken);
        }
    }
}
