using SageTasks.Storage;
using SageTasks.Synapse.Tests.Fixtures;
using SageTasks.Testing;

namespace SageTasks.Synapse.Tests.Files;

public sealed class DownloadFileTests : IAsyncLifetime
{
    private const int Mebibyte = 1024 * 1024;
    private const string Get = "GET /s3/**";

    private World _world = null!;

    public async Task InitializeAsync() => _world = await World.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Each_version_is_brought_with_its_own_bytes()
    {
        var first = await StoreAsync("one"u8.ToArray());
        var second = await StoreAsync("two"u8.ToArray());

        var old = await _world.Files.DownloadAsync(new FileDownload { Id = first.Id, Path = _world.PathOf("old") });
        var newest = await _world.Files.DownloadAsync(new FileDownload { Id = first.Id.WithoutVersion(), Path = _world.PathOf("new") });

        Assert.Equal(("one", "two"), (await File.ReadAllTextAsync(old.Path), await File.ReadAllTextAsync(newest.Path)));
        Assert.Equal(second.Id, newest.Id);
        Assert.Equal((DownloadOutcome.Downloaded, 3L), (newest.Outcome, newest.BytesDownloaded));
    }

    // Complaint PR 998: a cached file was believed because of its name.
    [Fact]
    public async Task An_equal_local_file_is_left_alone_and_another_one_of_that_name_is_replaced()
    {
        var stored = await StoreAsync("right"u8.ToArray());
        var request = new FileDownload { Id = stored.Id, Path = _world.Write("local", "wrong") };

        var first = await _world.Files.DownloadAsync(request);
        var second = await _world.Files.DownloadAsync(request);

        Assert.Equal((DownloadOutcome.Downloaded, DownloadOutcome.Unchanged, 0L), (first.Outcome, second.Outcome, second.BytesDownloaded));
        Assert.Equal("right", await File.ReadAllTextAsync(request.Path));
    }

    [Fact]
    public async Task Into_a_folder_the_file_comes_under_its_own_name()
    {
        var stored = await StoreAsync("x"u8.ToArray());
        Directory.CreateDirectory(_world.PathOf("folder"));

        var there = await _world.Files.DownloadAsync(new FileDownload { Id = stored.Id, Path = _world.PathOf("folder") });
        var made = await _world.Files.DownloadAsync(new FileDownload { Id = stored.Id, Path = _world.PathOf("other/") });

        Assert.Equal((_world.PathOf("folder/data.bin"), _world.PathOf("other/data.bin")), (there.Path, made.Path));
    }

    [Fact]
    public async Task Something_else_than_a_file_is_told_by_its_kind()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => _world.Files.DownloadAsync(new FileDownload { Id = _world.Project, Path = _world.PathOf("x") }));

        Assert.Contains("Project", refused.Message, StringComparison.Ordinal);
    }

    // Complaints PR 1126, SYNPY-1548, 1138, 1141.
    [Fact]
    public async Task Addresses_that_expire_are_renewed()
    {
        var bytes = World.Bytes(20 * Mebibyte);
        var stored = await StoreAsync(bytes);
        _world.Fault(World.Rule(FaultKind.ExpireUrls, "GET /file/v1/file/*", 1));

        var local = await _world.Files.DownloadAsync(new FileDownload { Id = stored.Id, Path = _world.PathOf("copy") });

        Assert.Equal(bytes, await File.ReadAllBytesAsync(local.Path));
    }

    // Complaints 1088, PR 839: errors inside the body were not retried.
    [Theory]
    [InlineData(FaultKind.CutBody)]
    [InlineData(FaultKind.DropReply)]
    [InlineData(FaultKind.FailBefore)]
    public async Task Bodies_that_break_off_are_resumed(FaultKind kind)
    {
        var bytes = World.Bytes(20 * Mebibyte);
        var stored = await StoreAsync(bytes);
        _world.Fault(World.Often(kind, Get, 0.5));

        var local = await _world.Files.DownloadAsync(new FileDownload { Id = stored.Id, Path = _world.PathOf("copy") });

        Assert.Equal(bytes, await File.ReadAllBytesAsync(local.Path));
    }

    [Fact]
    public async Task A_download_that_was_interrupted_goes_on_where_it_was()
    {
        var bytes = World.Bytes(40 * Mebibyte);
        var stored = await StoreAsync(bytes);
        var request = new FileDownload { Id = stored.Id, Path = _world.PathOf("copy") };
        _world.Fault(new FaultRule { Kind = FaultKind.FailBefore, Route = Get, Probability = 1, After = 3 });
        var impatient = new SynapseFiles(_world.Client, new TransferOptions { MaxAttempts = 1, Concurrency = 1, RetryDelay = TimeSpan.Zero });
        await Assert.ThrowsAnyAsync<Exception>(() => impatient.DownloadAsync(request));
        Assert.False(File.Exists(request.Path));

        _world.Server.Faults.Enabled = false;
        var local = await _world.Files.DownloadAsync(request);

        Assert.Equal(bytes, await File.ReadAllBytesAsync(local.Path));
        Assert.True(local.BytesResumed > 0);
        Assert.Equal(bytes.Length, local.BytesResumed + local.BytesDownloaded);
    }

    [Fact]
    public async Task Bytes_that_are_not_those_on_record_are_never_published()
    {
        var right = await StoreAsync("right"u8.ToArray());
        var handle = (await _world.Client.GetBundleAsync(right.Id, new EntityBundleRequest { IncludeFileHandles = true })).FileHandles!.OfType<S3FileHandle>().First();
        var location = await _world.Client.CreateStorageLocationAsync(new ExternalS3StorageLocationSetting { UploadType = UploadType.S3, Bucket = handle.BucketName });
        var indexed = await _world.Files.IndexAsync(new ObjectIndex
        {
            ParentId = _world.Project,
            BucketName = handle.BucketName!,
            Key = handle.Key!,
            Name = "lied about",
            ContentMd5 = World.Md5("wrong"u8.ToArray()),
            ContentSize = 5,
            StorageLocationId = location.StorageLocationId!.Value,
        });

        await Assert.ThrowsAsync<DigestMismatchException>(() => _world.Files.DownloadAsync(new FileDownload { Id = indexed.Id, Path = _world.PathOf("copy") }));
        Assert.False(File.Exists(_world.PathOf("copy")));
    }

    [Fact]
    public async Task Bytes_elsewhere_without_an_address_are_told_as_such()
    {
        var handle = await _world.Client.CreateExternalFileHandleAsync(new ExternalFileHandle { ExternalUrl = "sftp://files.example/a", FileName = "a" });
        var file = await _world.Client.CreateEntityAsync(new FileEntity { Name = "a", ParentId = _world.Project.ToString(), DataFileHandleId = handle.Id });

        await Assert.ThrowsAsync<NotSupportedException>(() => _world.Files.DownloadAsync(new FileDownload { Id = file.Id!, Path = _world.PathOf("copy") }));
    }

    private Task<StoredFile> StoreAsync(byte[] bytes) =>
        _world.Files.StoreAsync(new FileStore { Path = _world.Write("data.bin", bytes), ParentId = _world.Project });
}
