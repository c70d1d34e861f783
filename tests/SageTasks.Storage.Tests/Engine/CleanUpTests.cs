namespace SageTasks.Storage.Tests;

public sealed class CleanUpTests : IDisposable
{
    private readonly EngineScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task old_uploads_are_given_up_and_young_ones_stay()
    {
        var upload = await _scene.To.BeginUploadAsync(_scene.Target, 10, 10, new PutOptions());

        Assert.Equal(0, (await _scene.Engine.CleanUpAsync(Location.Parse("gs://bucket/"), TimeSpan.FromDays(1))).AbortedUploads);
        Assert.Equal(0, (await _scene.Engine.CleanUpAsync(Location.Parse("gs://other/"), TimeSpan.Zero)).AbortedUploads);
        Assert.Equal(1, (await _scene.Engine.CleanUpAsync(Location.Parse("gs://bucket/"), TimeSpan.Zero)).AbortedUploads);
        await Assert.ThrowsAsync<UploadGoneException>(() => _scene.To.CompleteUploadAsync(upload, []));
    }

    [Fact]
    public async Task an_upload_whose_age_nobody_knows_may_be_running_and_stays()
    {
        _scene.To.Started = static () => null;
        await _scene.To.BeginUploadAsync(_scene.Target, 10, 10, new PutOptions());

        Assert.Equal(0, (await _scene.Engine.CleanUpAsync(Location.Parse("gs://bucket/"), TimeSpan.Zero)).AbortedUploads);
        Assert.Equal(1, _scene.To.OpenUploads);
    }

    [Fact]
    public async Task old_partial_files_are_deleted_with_their_records_and_nothing_else_is()
    {
        var folder = _scene.Folder;
        Directory.CreateDirectory(folder["inner"]);
        await File.WriteAllTextAsync(folder["inner/data"], "kept");
        var (part, journal) = (PartialNames.Part(folder["inner/reads"]), PartialNames.Journal(folder["inner/reads"]));
        await File.WriteAllTextAsync(part, "half");
        await File.WriteAllTextAsync(journal, "record");
        await File.WriteAllTextAsync(PartialNames.Part(folder["young"]), "half");
        File.SetLastWriteTimeUtc(part, DateTime.UtcNow.AddDays(-3));
        File.SetLastWriteTimeUtc(journal, DateTime.UtcNow.AddDays(-3));

        var result = await _scene.Engine.CleanUpAsync(Location.FromPath(folder.Root + "/"), TimeSpan.FromDays(2));

        Assert.Empty(result.Failures);
        Assert.False(File.Exists(part));
        Assert.False(File.Exists(journal));
        Assert.True(File.Exists(folder["inner/data"]));
        Assert.True(File.Exists(PartialNames.Part(folder["young"])));
    }

    [Fact]
    public async Task a_file_that_is_being_written_is_left_alone()
    {
        var path = _scene.Folder["reads"];
        using var held = PartialFile.Acquire(path, new TransferOptions());
        File.SetLastWriteTimeUtc(PartialNames.Journal(path), DateTime.UtcNow.AddDays(-3));

        var result = await _scene.Engine.CleanUpAsync(Location.FromPath(_scene.Folder.Root + "/"), TimeSpan.FromDays(2));

        Assert.Equal(0, result.DeletedFiles);
        Assert.True(File.Exists(PartialNames.Journal(path)));
    }
}
