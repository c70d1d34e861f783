using SageTasks.Storage;
using SageTasks.Synapse.Tests.Fixtures;
using SageTasks.Testing;

namespace SageTasks.Synapse.Tests.Files;

public sealed class MultipartUploadTests : IAsyncLifetime
{
    private const int Mebibyte = 1024 * 1024;
    private const string PutPart = "PUT /s3/**";
    private const string AddPart = "PUT /file/v1/file/multipart/*/add/*";

    private World _world = null!;

    public async Task InitializeAsync() => _world = await World.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Theory]
    [InlineData(1L, 8L * Mebibyte)]
    [InlineData(1024L * Mebibyte, 32L * Mebibyte)]
    [InlineData(100L * 1024 * Mebibyte, 64L * Mebibyte)]
    [InlineData(5L * 1024 * 1024 * Mebibyte, 525L * Mebibyte)]
    public void The_size_of_a_part_depends_on_the_size_of_the_file_alone_and_keeps_the_servers_bounds(long file, long part)
    {
        Assert.Equal(part, MultipartUpload.PartSize(file));
        Assert.True((file + part - 1) / part <= 10_000);
    }

    [Fact]
    public async Task A_file_of_several_parts_arrives_whole()
    {
        var bytes = World.Bytes(20 * Mebibyte + 123);

        var stored = await StoreAsync(bytes);

        Assert.Equal(3, _world.Count("part.added"));
        Assert.Equal(bytes.Length, stored.BytesUploaded);
        var copy = await _world.Files.DownloadAsync(new FileDownload { Id = stored.Id, Path = _world.PathOf("copy") });
        Assert.Equal(bytes, await File.ReadAllBytesAsync(copy.Path));
    }

    [Fact]
    public async Task An_upload_that_broke_off_goes_on_where_it_was()
    {
        var bytes = World.Bytes(20 * Mebibyte);
        _world.Fault(new FaultRule { Kind = FaultKind.FailBefore, Route = PutPart, Probability = 1, After = 2 });
        var impatient = new SynapseFiles(Impatient(), new TransferOptions { MaxAttempts = 1, Concurrency = 1 });
        var request = new FileStore { Path = _world.Write("big.bin", bytes), ParentId = _world.Project };
        await Assert.ThrowsAnyAsync<Exception>(() => impatient.StoreAsync(request));
        Assert.Equal(2, _world.Count("part.added"));

        _world.Server.Faults.Enabled = false;
        var stored = await _world.Files.StoreAsync(request);

        Assert.Equal(4 * Mebibyte, stored.BytesUploaded);
        Assert.Equal(3, _world.Count("part.received"));
        Assert.Equal(1, _world.Count("upload.started"));
    }

    [Fact]
    public async Task Bytes_that_are_in_synapse_never_go_up_again()
    {
        var request = new FileStore { Path = _world.Write("big.bin", World.Bytes(9 * Mebibyte)), ParentId = _world.Project };
        var first = await _world.Files.StoreAsync(request);
        await _world.Client.DeleteEntityAsync(first.Id.WithoutVersion());

        var second = await _world.Files.StoreAsync(request);

        Assert.Equal((StoreOutcome.Created, 0L), (second.Outcome, second.BytesUploaded));
        Assert.Equal(first.FileHandleId, second.FileHandleId);
    }

    [Fact]
    public async Task A_part_that_is_refused_inside_a_201_is_sent_again()
    {
        _world.Fault(World.Rule(FaultKind.RefusePart, AddPart, 1, 2));

        var stored = await StoreAsync(World.Bytes(9 * Mebibyte));

        Assert.Equal(2, _world.Server.Faults.Injected[FaultKind.RefusePart]);
        Assert.Equal(StoreOutcome.Created, stored.Outcome);
    }

    [Fact]
    public async Task A_part_that_is_always_refused_ends_with_the_servers_reason()
    {
        _world.Fault(World.Often(FaultKind.RefusePart, AddPart, 1));
        var files = new SynapseFiles(_world.Client, new TransferOptions { MaxAttempts = 2 });

        var failed = await Assert.ThrowsAsync<TransferException>(
            () => files.StoreAsync(new FileStore { Path = _world.Write("a", "x"), ParentId = _world.Project }));

        Assert.Contains("refused part 1", failed.Message, StringComparison.Ordinal);
    }

    // Complaints PR 1126, 1138, 1141: addresses expired in the queue, and not every store names its expiry.
    [Fact]
    public async Task An_expired_address_of_a_part_is_renewed()
    {
        _world.Fault(World.Rule(FaultKind.ExpireUrls, "POST /file/v1/file/multipart/*/presigned/url/batch", 1));

        var stored = await StoreAsync(World.Bytes(9 * Mebibyte));

        Assert.Equal(StoreOutcome.Created, stored.Outcome);
    }

    // Complaint PR 1436: a connection that broke while a part was sent ended the upload.
    [Theory]
    [InlineData(FaultKind.DropRequest)]
    [InlineData(FaultKind.DropReply)]
    [InlineData(FaultKind.FailBefore)]
    public async Task A_connection_that_breaks_while_a_part_is_sent_is_no_reason_to_give_up(FaultKind kind)
    {
        _world.Fault(World.Rule(kind, PutPart, 1, 3), World.Rule(kind, AddPart, 2));

        var stored = await StoreAsync(World.Bytes(20 * Mebibyte));

        Assert.Equal(StoreOutcome.Created, stored.Outcome);
        Assert.Equal(1, _world.Count("upload.completed"));
    }

    [Theory]
    [InlineData("POST /file/v1/file/multipart")]
    [InlineData("PUT /file/v1/file/multipart/*/complete")]
    public async Task Start_and_completion_are_repeated_without_a_second_upload(string route)
    {
        _world.Fault(World.Rule(FaultKind.DropReply, route, 1));

        await StoreAsync(World.Bytes(1000));

        Assert.Equal((1, 1), (_world.Count("upload.started"), _world.Count("upload.completed")));
    }

    [Fact]
    public async Task A_file_that_is_changed_while_it_goes_up_is_never_published()
    {
        var path = _world.Write("moving.bin", World.Bytes(9 * Mebibyte));
        _world.Fault(World.Rule(FaultKind.Delay, "POST /file/v1/file/multipart", 1) with { Delay = TimeSpan.FromSeconds(5) });
        var storing = _world.Files.StoreAsync(new FileStore { Path = path, ParentId = _world.Project });
        while (_world.Server.Faults.Injected.GetValueOrDefault(FaultKind.Delay) == 0 && !storing.IsCompleted)
        {
            await Task.Delay(5);
        }

        _world.Write("moving.bin", World.Bytes(9 * Mebibyte, seed: 2));

        await Assert.ThrowsAsync<SourceChangedException>(() => storing);
        Assert.Empty(await _world.Client.GetChildrenAsync(_world.Project).ToListAsync());
    }

    [Fact]
    public async Task Progress_ends_with_all_bytes()
    {
        var seen = new List<TransferProgress>();

        await _world.Files.StoreAsync(
            new FileStore { Path = _world.Write("a", World.Bytes(9 * Mebibyte)), ParentId = _world.Project }, new Listener(seen));

        Assert.True(seen[^1].IsComplete);
    }

    [Fact]
    public async Task A_place_that_takes_no_uploads_is_told_before_anything_is_sent()
    {
        var location = await _world.Client.CreateStorageLocationAsync(
            new ExternalStorageLocationSetting { UploadType = UploadType.Sftp, Url = "sftp://files.example/data" });
        await _world.Client.CreateProjectSettingAsync(new UploadDestinationListSetting
        {
            ProjectId = _world.Project.ToString(),
            SettingsType = "upload",
            Locations = [location.StorageLocationId!.Value],
        });

        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => StoreAsync(World.Bytes(10)));

        Assert.Contains("StorageLocationId", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, _world.Count("upload.started"));
    }

    private SynapseClient Impatient() => new(new SynapseClientOptions
    {
        Token = _world.Server.Token,
        Endpoint = _world.Server.Url,
        Http = new SageTasks.Http.ApiOptions { Retry = new SageTasks.Http.RetryOptions { MaxAttempts = 1 } },
    });

    private Task<StoredFile> StoreAsync(byte[] bytes) =>
        _world.Files.StoreAsync(new FileStore { Path = _world.Write("big.bin", bytes), ParentId = _world.Project });

    private sealed class Listener(List<TransferProgress> seen) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value)
        {
            lock (seen)
            {
                seen.Add(value);
            }
        }
    }
}
