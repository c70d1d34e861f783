using SageTasks.ContractSuites;
using SageTasks.Storage;

namespace SageTasks.Cavatica.Tests.Cancellation;

/// <summary>The steps of an ETL, cancelled at each of their requests and called again.</summary>
public sealed class EtlCancellationTests : CancellationScenes
{
    private const string Cwl = """{"class":"CommandLineTool","cwlVersion":"v1.2","inputs":{},"outputs":{}}""";

    private const string Report = "<html/>";

    private string _volume = null!;
    private string _app = null!;
    private string _source = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var bucket = Path.Combine(Folder.Path, "bucket");
        Directory.CreateDirectory(bucket);
        await File.WriteAllTextAsync(Path.Combine(bucket, "a.fq"), "AAAA");
        await File.WriteAllTextAsync(Path.Combine(bucket, "b.fq"), "CCCC");
        _volume = Cavatica.AddVolume("bucket", bucket);
        _app = Cavatica.AddApp(Cavatica.AddPublicProject("admin", "library"), "count", Cwl);
        _source = Cavatica.AddFile(Cavatica.AddProject("source"), "a.bam", "ACGT"u8.ToArray());
    }

    [Theory]
    [MemberData(nameof(Points))]
    public Task Making_a_project_with_a_copy_of_an_app(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => Task.FromResult(NewName()),
        async (name, handler, token) =>
        {
            var client = Connect(handler);
            var made = await new CavaticaProjects(client).EnsureAsync(new ProjectSpec { Name = name, BillingGroup = Cavatica.BillingGroup }, token);
            await new CavaticaApps(client).EnsureCopyAsync(new AppPin { Source = _app, Project = made.Project.Id }, token);
        },
        _ => { },
        async name =>
        {
            var project = Assert.Single(await Connect().ListProjectsAsync().Where(project => project.Name == name).ToListAsync());
            Assert.Single(await Connect().ListAppsAsync(new AppQuery { Project = project.Id }).ToListAsync());
        });

    [Theory]
    [MemberData(nameof(Points))]
    public Task Importing_from_a_volume_and_describing_the_files(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => Task.FromResult(Cavatica.AddProject(NewName())),
        async (project, handler, token) =>
        {
            var client = Connect(handler);
            VolumeImport[] items = [Item("a.fq"), Item("b.fq")];
            var files = await new CavaticaImports(client).ImportAsync(items, token);
            await new CavaticaMetadata(client).SetAsync([.. files.Select(file => new FileMetadata { FileId = file.File!.Id, Values = new Dictionary<string, string> { ["sample_id"] = "S1" } })], token);

            VolumeImport Item(string location) => new() { Volume = _volume, Location = location, Project = project };
        },
        _ => { },
        async project =>
        {
            var files = await FilesAsync(project);
            Assert.Equal(["a.fq", "b.fq"], files.Select(file => file.Name).Order(StringComparer.Ordinal));
            Assert.All(files, file => Assert.Equal("S1", (string?)file.Metadata!["sample_id"]));
        });

    [Theory]
    [MemberData(nameof(Points))]
    public Task Exporting_to_a_volume(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => Task.FromResult(Cavatica.AddFile(Cavatica.AddProject(NewName()), "out.txt", "done"u8.ToArray())),
        (file, handler, token) => new CavaticaExports(Connect(handler)).ExportAsync([new FileExport { FileId = file, Volume = _volume, Location = $"out/{file}.txt" }], ExportMode.Copy, cancellationToken: token),
        _ => { },
        async file =>
        {
            Assert.Single(await Connect().ListExportsAsync().Where(export => export.Source?.File == file).ToListAsync());
            Assert.Equal(FileStorageType.Platform, (await Connect().GetFileAsync(file)).Storage!.Type);
        });

    [Theory]
    [MemberData(nameof(Points))]
    public Task Importing_by_DRS_URI_and_minting_the_copys_own(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => Task.FromResult(Cavatica.AddProject(NewName())),
        async (project, handler, token) =>
        {
            var drs = new CavaticaDrs(Connect(handler));
            var imported = Assert.Single(await new CavaticaDrsImports(Connect(handler)).ImportAsync([new DrsFile { DrsUri = drs.Compose(_source), Name = "a.bam", Project = project }], token));
            Assert.Equal(imported.FileId, Assert.Single(await drs.MintAsync([imported.FileId!], token)).FileId);
        },
        _ => { },
        async project => Assert.Equal("a.bam", Assert.Single(await FilesAsync(project)).Name));

    [Theory]
    [MemberData(nameof(Points))]
    public Task Copying_a_file_into_a_folder(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => Task.FromResult(Cavatica.AddProject(NewName())),
        async (project, handler, token) =>
        {
            var file = Path.Combine(Folder.Path, "report.html");
            await File.WriteAllTextAsync(file, Report, token);
            var options = new TransferOptions { StateFolder = Path.Combine(Folder.Path, "state", project) };
            var stores = new ObjectStores([new CavaticaStore(Connect(handler), options)]);
            await new TransferEngine(stores, options).CopyAsync(Location.FromPath(file), Location.Parse($"sbg://{project}/runs/report.html"), cancellationToken: token);
        },
        project => Assert.DoesNotContain(Walk(project), file => file.File.Type == CavaticaFileType.File && file.File.Size != Report.Length),
        project =>
        {
            Assert.Equal(["runs", "runs/report.html"], Walk(project).Select(file => file.Path));
            return Task.CompletedTask;
        });

    private List<WalkedFile> Walk(string project) => Connect().WalkFilesAsync(new FileQuery { Project = project }).ToBlockingEnumerable().ToList();
}
