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
    public async Task A_project_is_made_once_by_name_and_billing_group()
    {
        var projects = new CavaticaProjects(_client);
        var group = (await _client.ListBillingGroupsAsync().FirstAsync()).Name!;
        var spec = new ProjectSpec { Name = "Cohort 7", BillingGroup = group, Settings = new ProjectSettings { UseMemoization = true } };

        var first = await projects.EnsureAsync(spec);
        var again = await projects.EnsureAsync(spec with { BillingGroup = _cavatica.BillingGroup });

        Assert.True(first.IsNew);
        Assert.False(again.IsNew);
        Assert.Equal(first.Project.Id, again.Project.Id);
        Assert.True((await _client.GetProjectAsync(first.Project.Id)).Settings!.UseMemoization);
        Assert.Contains(group, (await Assert.ThrowsAsync<NotFoundException>(() => projects.EnsureAsync(spec with { BillingGroup = "nobody" }))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_reply_to_making_a_project_makes_no_second_one()
    {
        _cavatica.Faults.Strike(FaultKind.DropReply, "POST /projects");

        var made = await new CavaticaProjects(_client).EnsureAsync(new ProjectSpec { Name = "Cohort 8", BillingGroup = _cavatica.BillingGroup });

        Assert.True(made.IsNew);
        Assert.Single(await _client.ListProjectsAsync(new ProjectQuery { Name = "Cohort 8" }).ToListAsync());
    }

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

        await exports.ExportAsync([items[0] with { Location = "moved.txt" }], ExportMode.MoveAndLeaveAlias);
        Assert.Equal(FileStorageType.Volume, (await _client.GetFileAsync(file)).Storage!.Type);
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
}
