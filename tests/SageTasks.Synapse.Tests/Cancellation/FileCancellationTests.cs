using SageTasks.ContractSuites;
using SageTasks.Synapse.Tests.Fixtures;

namespace SageTasks.Synapse.Tests.Cancellation;

/// <summary>Files and folders, cancelled at each request of the task and called again.</summary>
public sealed class FileCancellationTests : CancellationScenes
{
    [Theory]
    [MemberData(nameof(Points))]
    public Task Storing_a_file(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => BeginAsync(scene => World.Write($"{scene.Name}/report.html", scene.Bytes())),
        (scene, handler, token) => new SynapseFiles(scene.Connect(handler), World.Transfer).StoreAsync(
            new FileStore
            {
                Path = Path.Combine(scene.Local, "report.html"),
                ParentId = scene.Folder,
                Annotations = new Dictionary<string, AnnotationValue> { ["assay"] = AnnotationValue.Of("rnaSeq") },
                Provenance = Note,
            },
            cancellationToken: token),
        _ => { },
        async scene =>
        {
            var file = Assert.Single(await scene.ChildrenAsync());
            var whole = await World.Client.GetEntityAsync(SynapseId.Parse(file.Id));
            Assert.Equal(1, Assert.IsType<FileEntity>(whole).VersionNumber);
            Assert.Equal("rnaSeq", (await World.Client.GetAnnotationsAsync(SynapseId.Parse(file.Id))).Values["assay"].Values[0]);
            Assert.Equal("run 7", (await World.Client.GetGeneratedByAsync(SynapseId.Parse(file.Id)))!.Name);
            Assert.Equal(scene.Bytes(), await DownloadedAsync(scene, file.Id));
        });

    [Theory]
    [MemberData(nameof(Points))]
    public Task Downloading_a_file(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => BeginAsync(StoreAsync),
        (scene, handler, token) => new SynapseFiles(scene.Connect(handler), World.Transfer).DownloadAsync(
            new FileDownload { Id = SynapseId.Parse(scene.Subject), Path = Path.Combine(scene.Local, "in.txt") }, cancellationToken: token),
        scene => Assert.All(scene.Visible(), file => Assert.Equal(scene.Bytes(), File.ReadAllBytes(file))),
        scene =>
        {
            Assert.Equal(scene.Bytes(), File.ReadAllBytes(Assert.Single(scene.Files())));
            return Task.CompletedTask;
        });

    [Theory]
    [MemberData(nameof(Points))]
    public Task Indexing_an_object(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        async () =>
        {
            var location = await World.Client.CreateStorageLocationAsync(new ExternalS3StorageLocationSetting { UploadType = UploadType.S3, Bucket = "my-bucket" });
            return await BeginAsync() with { Subject = $"{location.StorageLocationId}" };
        },
        (scene, handler, token) => new SynapseFiles(scene.Connect(handler)).IndexAsync(
            new ObjectIndex
            {
                ParentId = scene.Folder,
                BucketName = "my-bucket",
                Key = $"{scene.Name}/multiqc_report.html",
                ContentMd5 = World.Md5(scene.Bytes()),
                ContentSize = scene.Bytes().Length,
                StorageLocationId = long.Parse(scene.Subject, System.Globalization.CultureInfo.InvariantCulture),
            },
            token),
        _ => { },
        async scene => Assert.Equal(1, Assert.Single(await scene.ChildrenAsync()).VersionNumber));

    [Theory]
    [MemberData(nameof(Points))]
    public Task Ensuring_a_path_of_folders(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => BeginAsync(),
        (scene, handler, token) => new SynapseFolders(scene.Connect(handler)).EnsureAsync(scene.Folder, "results/run 7", token),
        _ => { },
        async scene => Assert.Equal("run 7", Assert.Single(await scene.ChildrenAsync(SynapseId.Parse(Assert.Single(await scene.ChildrenAsync()).Id))).Name));

    [Theory]
    [MemberData(nameof(Points))]
    public Task Storing_a_tree(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => BeginAsync(WriteTree),
        (scene, handler, token) => new SynapseFolders(scene.Connect(handler), World.Transfer).StoreAsync(
            new FolderStore { Path = scene.Local, ParentId = scene.Folder }, token),
        _ => { },
        CheckTreeAsync);

    [Theory]
    [MemberData(nameof(Points))]
    public Task Storing_a_manifest(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => BeginAsync(WriteTree),
        (scene, handler, token) => new SynapseFolders(scene.Connect(handler), World.Transfer).StoreAsync(
            [new ManifestRow { Path = Path.Combine(scene.Local, "a.txt"), ParentId = scene.Folder, ActivityName = "run 7", Executed = ["https://x/code"] }],
            cancellationToken: token),
        _ => { },
        async scene =>
        {
            var file = Assert.Single(await scene.ChildrenAsync());
            Assert.Equal(("a.txt", 1L), (file.Name, file.VersionNumber));
            Assert.Equal("run 7", (await World.Client.GetGeneratedByAsync(SynapseId.Parse(file.Id)))!.Name);
        });

    [Theory]
    [MemberData(nameof(Points))]
    public Task Downloading_a_tree(CancellationPoint point) => CancellationSweep.RunAsync(
        point,
        () => BeginAsync(async scene =>
        {
            WriteTree(scene);
            await new SynapseFolders(World.Client, World.Transfer).StoreAsync(new FolderStore { Path = scene.Local, ParentId = scene.Folder });
            Directory.Delete(scene.Local, recursive: true);
            return scene;
        }),
        (scene, handler, token) => new SynapseFolders(scene.Connect(handler), World.Transfer).DownloadAsync(
            new FolderDownload { Id = scene.Folder, Path = scene.Local }, token),
        scene => Assert.All(scene.Visible().Where(IsData), file => Assert.Equal(scene.Bytes(PartOf(file)), File.ReadAllBytes(file))),
        scene =>
        {
            Assert.Equal(["a.txt", "b.txt"], scene.Files().Where(IsData).Select(Path.GetFileName));
            Assert.All(scene.Files().Where(IsData), file => Assert.Equal(scene.Bytes(PartOf(file)), File.ReadAllBytes(file)));
            Assert.Equal(scene.Files(), scene.Visible());
            return Task.CompletedTask;
        });

    private void WriteTree(Scene scene)
    {
        World.Write($"{scene.Name}/a.txt", scene.Bytes());
        World.Write($"{scene.Name}/deep/b.txt", scene.Bytes(1));
    }

    private async Task CheckTreeAsync(Scene scene)
    {
        var top = await scene.ChildrenAsync();
        Assert.Equal([("a.txt", 1L), ("deep", 1L)], top.Select(child => (child.Name, child.VersionNumber ?? 1)));
        var below = Assert.Single(await scene.ChildrenAsync(SynapseId.Parse(top[1].Id)));
        Assert.Equal(("b.txt", 1L), (below.Name, below.VersionNumber));
        Assert.Equal(scene.Bytes(1), await DownloadedAsync(scene, below.Id));
    }

    private static bool IsData(string path) => path.EndsWith(".txt", StringComparison.Ordinal);

    private static int PartOf(string path) => Path.GetFileName(path) == "b.txt" ? 1 : 0;

    private async Task<byte[]> DownloadedAsync(Scene scene, string id)
    {
        var path = World.PathOf($"{scene.Name} after");
        await World.Files.DownloadAsync(new FileDownload { Id = SynapseId.Parse(id), Path = path });
        return await File.ReadAllBytesAsync(path);
    }
}
