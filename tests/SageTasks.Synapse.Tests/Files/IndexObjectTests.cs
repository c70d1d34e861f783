using SageTasks.Synapse.Tests.Fixtures;
using SageTasks.Testing;

namespace SageTasks.Synapse.Tests.Files;

public sealed class IndexObjectTests : IAsyncLifetime
{
    private World _world = null!;
    private ObjectIndex _request = null!;

    public async Task InitializeAsync()
    {
        _world = await World.StartAsync();
        var location = await _world.Client.CreateStorageLocationAsync(new ExternalS3StorageLocationSetting { UploadType = UploadType.S3, Bucket = "my-bucket" });
        _request = new ObjectIndex
        {
            ParentId = _world.Project,
            BucketName = "my-bucket",
            Key = "runs/7/multiqc_report.html",
            ContentMd5 = World.Md5("report"u8.ToArray()),
            ContentSize = 6,
            StorageLocationId = location.StorageLocationId!.Value,
        };
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task An_object_is_shown_once_and_gets_a_version_when_its_bytes_change()
    {
        var first = await _world.Files.IndexAsync(_request);
        var again = await _world.Files.IndexAsync(_request);
        var changed = await _world.Files.IndexAsync(_request with { ContentMd5 = World.Md5("other"u8.ToArray()), ContentSize = 5 });

        Assert.Equal(("multiqc_report.html", StoreOutcome.Created), (first.Name, first.Outcome));
        Assert.Equal((first.Id, StoreOutcome.Unchanged), (again.Id, again.Outcome));
        Assert.Equal((first.Id.At(2), StoreOutcome.Updated), (changed.Id, changed.Outcome));
        Assert.Equal(0, changed.BytesUploaded);
    }

    [Fact]
    public async Task Lost_answers_leave_one_file()
    {
        _world.Fault(World.Rule(FaultKind.DropReply, "POST /file/v1/externalFileHandle/s3", 1), World.Rule(FaultKind.DropReply, "POST /repo/v1/entity", 1));

        var stored = await _world.Files.IndexAsync(_request);

        Assert.Equal((StoreOutcome.Created, 1L), (stored.Outcome, stored.Id.Version));
    }

    [Fact]
    public async Task An_object_in_google_cloud_is_shown_once_by_a_handle_of_its_own_kind()
    {
        var location = await _world.Client.CreateStorageLocationAsync(
            new ExternalGoogleCloudStorageLocationSetting { UploadType = UploadType.GoogleCloud, Bucket = "my-bucket" });
        var request = _request with { UploadType = UploadType.GoogleCloud, StorageLocationId = location.StorageLocationId!.Value };

        var first = await _world.Files.IndexAsync(request);
        var again = await _world.Files.IndexAsync(request);
        var moved = await _world.Files.IndexAsync(_request);

        Assert.Equal((StoreOutcome.Created, StoreOutcome.Unchanged, StoreOutcome.Updated), (first.Outcome, again.Outcome, moved.Outcome));
        var handle = Assert.IsType<GoogleCloudFileHandle>(await _world.Client.GetFileHandleAsync(first.FileHandleId));
        Assert.Equal(("my-bucket", "runs/7/multiqc_report.html", 6L), (handle.BucketName, handle.Key, handle.ContentSize));
    }

    [Fact]
    public async Task A_bucket_of_another_kind_is_refused_before_anything_is_sent()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => _world.Files.IndexAsync(_request with { UploadType = UploadType.Sftp }));

        Assert.Contains("'SFTP'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_etag_of_a_multipart_upload_is_not_taken_for_an_md5()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => _world.Files.IndexAsync(_request with { ContentMd5 = _request.ContentMd5 + "-3" }));

        Assert.Contains("ETag", refused.Message, StringComparison.Ordinal);
    }
}
