using SageTasks.Storage;
using SageTasks.Synapse.Tests.Fixtures;
using SageTasks.Testing;

namespace SageTasks.Synapse.Tests.Folders;

public sealed class FolderTests : IAsyncLifetime
{
    private World _world = null!;

    public async Task InitializeAsync() => _world = await World.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_folder_path_is_created_once_and_found_afterwards()
    {
        var first = await _world.Folders.EnsureAsync(_world.Project, "results/2026/run 1");
        var second = await _world.Folders.EnsureAsync(_world.Project, "results/2026/run 1");

        Assert.Equal(first, second);
        var path = await _world.Client.GetPathAsync(first);
        Assert.Equal(["results", "2026", "run 1"], path.Path.TakeLast(3).Select(step => step.Name));
    }

    [Fact]
    public async Task Many_who_create_the_same_folders_at_once_get_the_same_folders()
    {
        _world.Fault(World.Often(FaultKind.DropReply, "POST /repo/v1/entity", 0.3));

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _world.Folders.EnsureAsync(_world.Project, "a/b/c")));

        Assert.Single(ids.Distinct());
        Assert.Equal(1 + 3, _world.Count("entity.created"));
    }

    [Fact]
    public async Task A_file_in_the_way_of_a_folder_is_told()
    {
        await _world.Files.StoreAsync(new FileStore { Path = _world.Write("results", "x"), ParentId = _world.Project });

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => _world.Folders.EnsureAsync(_world.Project, "results/2026"));

        Assert.Contains("not a folder", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tree_goes_up_and_comes_down_equal_and_nothing_moves_the_second_time()
    {
        var files = WriteTree("tree");

        var up = await _world.Folders.StoreAsync(new FolderStore { Path = _world.PathOf("tree"), ParentId = _world.Project });
        var upAgain = await _world.Folders.StoreAsync(new FolderStore { Path = _world.PathOf("tree"), ParentId = _world.Project });
        var request = new FolderDownload { Id = _world.Project, Path = _world.PathOf("copy") };
        var down = await _world.Folders.DownloadAsync(request);
        var downAgain = await _world.Folders.DownloadAsync(request);

        Assert.All(up, file => Assert.Equal(StoreOutcome.Created, file.Outcome));
        Assert.All(upAgain, file => Assert.Equal((StoreOutcome.Unchanged, 0L), (file.Outcome, file.BytesUploaded)));
        Assert.Equal(up.Select(file => file.Id), upAgain.Select(file => file.Id));
        Assert.All(files, file => Assert.Equal(file.Value, File.ReadAllText(_world.PathOf(Path.Combine("copy", file.Key)))));
        Assert.Equal(files.Count, down.Files.Count);
        Assert.All(downAgain.Files, file => Assert.Equal(DownloadOutcome.Unchanged, file.Outcome));
        Assert.Equal((files.Values.Sum(text => text.Length), 0L), (down.BytesDownloaded, downAgain.BytesDownloaded));
    }

    [Fact]
    public async Task A_tree_moves_whole_while_a_third_of_all_requests_fail()
    {
        var files = WriteTree("tree");
        _world.Fault(World.Often(FaultKind.DropReply, "* /**", 0.1), World.Often(FaultKind.FailBefore, "* /**", 0.1), World.Often(FaultKind.CutBody, "* /**", 0.1));

        await _world.Folders.StoreAsync(new FolderStore { Path = _world.PathOf("tree"), ParentId = _world.Project });
        await _world.Folders.DownloadAsync(new FolderDownload { Id = _world.Project, Path = _world.PathOf("copy") });

        Assert.All(files, file => Assert.Equal(file.Value, File.ReadAllText(_world.PathOf(Path.Combine("copy", file.Key)))));
        Assert.Equal(files.Count, _world.Count("upload.completed"));
        Assert.Equal(0, _world.Count("entity.versioned"));
    }

    [Fact]
    public async Task What_a_download_left_beside_the_files_does_not_go_up()
    {
        WriteTree("tree");
        await _world.Folders.StoreAsync(new FolderStore { Path = _world.PathOf("tree"), ParentId = _world.Project });
        var down = await _world.Folders.DownloadAsync(new FolderDownload { Id = _world.Project, Path = _world.PathOf("copy") });
        _world.Write("copy/sub/.b.txt.sagetasks-part", "half");

        var up = await _world.Folders.StoreAsync(new FolderStore { Path = _world.PathOf("copy"), ParentId = _world.Project });

        Assert.True(File.Exists(down.Manifest));
        Assert.Equal(3, up.Count);
    }

    [Fact]
    public async Task More_children_than_a_page_are_all_brought()
    {
        for (var i = 0; i < 60; i++)
        {
            _world.Write($"many/f{i:D2}.txt", $"{i}");
        }

        await _world.Folders.StoreAsync(new FolderStore { Path = _world.PathOf("many"), ParentId = _world.Project, Concurrency = 16 });
        var down = await _world.Folders.DownloadAsync(new FolderDownload { Id = _world.Project, Path = _world.PathOf("copy"), Concurrency = 16, WriteManifest = false });

        Assert.Equal(60, down.Files.Count);
        Assert.Null(down.Manifest);
    }

    [Fact]
    public async Task One_file_that_cannot_be_brought_does_not_keep_the_others_and_is_named()
    {
        WriteTree("tree");
        await _world.Folders.StoreAsync(new FolderStore { Path = _world.PathOf("tree"), ParentId = _world.Project });
        var handle = await _world.Client.CreateExternalFileHandleAsync(new ExternalFileHandle { ExternalUrl = "sftp://files.example/a", FileName = "elsewhere" });
        await _world.Client.CreateEntityAsync(new FileEntity { Name = "elsewhere", ParentId = _world.Project.ToString(), DataFileHandleId = handle.Id });

        var failed = await Assert.ThrowsAsync<FolderTransferException>(
            () => _world.Folders.DownloadAsync(new FolderDownload { Id = _world.Project, Path = _world.PathOf("copy") }));

        Assert.Equal(_world.PathOf("copy/elsewhere"), Assert.Single(failed.Failures).Path);
        Assert.Contains("1 of 4 files", failed.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(_world.PathOf("copy/sub/deep/c.txt")));
    }

    // Complaint 1110: a sync that could not be stopped.
    [Fact]
    public async Task A_cancelled_tree_ends_at_once_and_leaves_no_half_file()
    {
        WriteTree("tree");
        await _world.Folders.StoreAsync(new FolderStore { Path = _world.PathOf("tree"), ParentId = _world.Project });
        _world.Fault(World.Often(FaultKind.Delay, "GET /s3/**", 1) with { Delay = TimeSpan.FromMinutes(5) });
        using var cancel = new CancellationTokenSource();

        var moving = _world.Folders.DownloadAsync(new FolderDownload { Id = _world.Project, Path = _world.PathOf("copy") }, cancel.Token);
        while (_world.Server.Faults.Injected.GetValueOrDefault(FaultKind.Delay) == 0)
        {
            await Task.Delay(5);
        }

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => moving);
        Assert.False(File.Exists(_world.PathOf("copy/a.txt")));
    }

    // Complaint PR 785: on a full disk every thread tried again.
    [Fact]
    public async Task A_full_disk_ends_the_whole_tree_at_its_first_file()
    {
        var tried = 0;

        await Assert.ThrowsAsync<DiskFullException>(() => FileBatch.RunAsync(
            Enumerable.Range(0, 1000).ToAsyncEnumerable(),
            concurrency: 4,
            number => ($"file {number}", "syn1"),
            (_, _) =>
            {
                Interlocked.Increment(ref tried);
                return Task.FromException<int>(new DiskFullException("/data/out", 100, 1));
            },
            CancellationToken.None));

        Assert.InRange(tried, 1, 8);
    }

    [Fact]
    public async Task A_tree_that_cannot_be_stored_is_refused_whole_with_every_reason()
    {
        _world.Write("tree/ok.txt", "x");
        _world.Write("tree/empty.txt", "");
        _world.Write("tree/sub/ü.txt", "x");

        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => _world.Folders.StoreAsync(new FolderStore { Path = _world.PathOf("tree"), ParentId = _world.Project }));

        Assert.Contains("empty.txt", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'ü'", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await _world.Client.GetChildrenAsync(_world.Project).ToListAsync());
    }

    private Dictionary<string, string> WriteTree(string root)
    {
        var files = new Dictionary<string, string> { ["a.txt"] = "alpha", ["sub/b.txt"] = "beta", ["sub/deep/c.txt"] = "gamma" };
        foreach (var (path, text) in files)
        {
            _world.Write(Path.Combine(root, path), text);
        }

        return files;
    }
}
