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
        Assert.Equal(1, result.DeletedFiles);
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

    [Fact]
    public async Task a_recorded_upload_is_given_up_with_its_record_also_where_the_store_lists_none()
    {
        await InterruptAsync();
        _scene.To.Started = static () => null;

        Assert.Equal(0, (await CleanUpAsync("gs://other/", TimeSpan.Zero)).DeletedRecords);
        Assert.Equal(0, (await CleanUpAsync("gs://bucket/", TimeSpan.FromDays(1))).DeletedRecords);
        Assert.Equal(0, (await CleanUpAsync("gs://bucket/else/", TimeSpan.Zero)).DeletedRecords);
        Assert.True(_scene.HasJournal);
        var result = await CleanUpAsync("gs://bucket/copy", TimeSpan.Zero);

        Assert.Equal((1, 1), (result.AbortedUploads, result.DeletedRecords));
        Assert.Equal(0, _scene.To.OpenUploads);
        Assert.False(_scene.HasJournal);
    }

    [Fact]
    public async Task a_record_stays_where_its_upload_could_not_be_given_up()
    {
        await InterruptAsync();
        _scene.To.OnAborting = _ => throw new Http.ServerFailureException(new Http.ApiError { Platform = "memory", Method = "DELETE", Uri = "x", Status = 503 });

        var result = await CleanUpAsync("gs://bucket/", TimeSpan.Zero);

        Assert.NotEmpty(result.Failures);
        Assert.Equal(0, result.DeletedRecords);
        Assert.True(_scene.HasJournal);
    }

    [Fact]
    public async Task a_record_that_cannot_be_read_is_deleted_and_one_in_use_stays()
    {
        Directory.CreateDirectory(_scene.Options.StateFolder);
        await File.WriteAllTextAsync(Path.Combine(_scene.Options.StateFolder, "torn" + PartialNames.JournalSuffix), "half a record");
        using var held = UploadJournal.Acquire(_scene.Options.StateFolder, _scene.Target);

        Assert.Equal(1, (await CleanUpAsync("gs://bucket/", TimeSpan.Zero)).DeletedRecords);
        Assert.Single(Directory.EnumerateFiles(_scene.Options.StateFolder));
    }

    private async Task InterruptAsync()
    {
        await _scene.PutAsync(9 * EngineScene.PartSize);
        await _scene.InterruptAsync(afterParts: 4);
    }

    private Task<CleanUpResult> CleanUpAsync(string prefix, TimeSpan age) => _scene.Engine.CleanUpAsync(Location.Parse(prefix), age);
}
