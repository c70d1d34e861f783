namespace SageTasks.Storage.Tests;

public sealed class ResumedCopyTests
{
    private const int Parts = 9;
    private const int Size = (Parts * EngineScene.PartSize) - 11;

    [Theory]
    [InlineData(MultipartSupport.Parallel)]
    [InlineData(MultipartSupport.Sequential)]
    public async Task a_later_call_moves_only_what_is_missing(MultipartSupport multipart)
    {
        using var scene = new EngineScene(multipart);
        var bytes = await scene.PutAsync(Size);
        await scene.InterruptAsync(afterParts: 4);
        Assert.Null(scene.To.Bytes(scene.Target));
        var taken = scene.To.PartsTaken;

        var result = await scene.CopyAsync();

        Data.Same(bytes, scene.To.Bytes(scene.Target));
        Assert.Equal(Size, result.BytesMoved + result.BytesResumed);
        Assert.Equal(taken * EngineScene.PartSize, result.BytesResumed);
        Assert.Equal(Parts, scene.To.PartsTaken);
        Assert.Equal(DigestAlgorithm.Crc32C, result.SourceVerifiedBy);
        Assert.False(scene.HasJournal);
    }

    [Fact]
    public async Task a_local_source_is_hashed_again_instead_of_moved_again()
    {
        using var scene = new EngineScene();
        var bytes = Data.Random(Size);
        var file = Location.FromPath(scene.Folder.Write("reads", bytes));
        await scene.InterruptAsync(afterParts: 4, file);

        var result = await scene.Engine.CopyAsync(file, scene.Target, new CopyOptions { Expected = [Data.Sha256(bytes)] });

        Data.Same(bytes, scene.To.Bytes(scene.Target));
        Assert.Contains(Data.Sha256(bytes), result.Digests);
        Assert.True(result.BytesResumed > 0);
        Assert.Equal(DigestAlgorithm.Sha256, result.SourceVerifiedBy);
    }

    [Fact]
    public async Task a_source_that_was_replaced_is_read_anew_and_the_old_upload_given_up()
    {
        using var scene = new EngineScene();
        await scene.PutAsync(Size);
        await scene.InterruptAsync(afterParts: 4);
        var bytes = await scene.PutAsync(Size, seed: 2);

        var result = await scene.CopyAsync();

        Data.Same(bytes, scene.To.Bytes(scene.Target));
        Assert.Equal(0, result.BytesResumed);
        Assert.Equal(0, scene.To.OpenUploads);
    }

    [Fact]
    public async Task an_upload_that_the_store_has_forgotten_is_begun_anew()
    {
        using var scene = new EngineScene();
        var bytes = await scene.PutAsync(Size);
        await scene.InterruptAsync(afterParts: 4);
        scene.To.ForgetUploads();

        var result = await scene.CopyAsync();

        Data.Same(bytes, scene.To.Bytes(scene.Target));
        Assert.Equal(Size, result.BytesMoved);
    }

    [Fact]
    public async Task other_metadata_than_the_interrupted_call_asked_for_begins_anew()
    {
        using var scene = new EngineScene();
        await scene.PutAsync(Size);
        await scene.InterruptAsync(afterParts: 4);

        await scene.CopyAsync(new CopyOptions { ContentType = "text/plain" });

        Assert.Equal("text/plain", (await scene.To.StatAsync(scene.Target))!.ContentType);
        Assert.Equal(0, scene.To.OpenUploads);
    }

    [Fact]
    public async Task a_completion_whose_reply_was_lost_moves_nothing_again()
    {
        using var scene = new EngineScene();
        var bytes = await scene.PutAsync(Size);
        scene.To.OnCompleted = _ => throw new IOException("the reply was lost");
        await Assert.ThrowsAsync<IOException>(() => scene.CopyAsync());
        scene.To.OnCompleted = _ => { };

        var result = await scene.CopyAsync();

        Data.Same(bytes, scene.To.Bytes(scene.Target));
        Assert.Equal(0, result.BytesMoved);
        Assert.Equal(Size, result.BytesResumed);
        Assert.Equal((DigestAlgorithm.Md5, DigestAlgorithm.Md5), (result.SourceVerifiedBy, result.DestinationVerifiedBy));
        Assert.False(scene.HasJournal);
    }

    [Theory]
    [InlineData(MultipartSupport.Parallel)]
    [InlineData(MultipartSupport.Sequential)]
    public async Task a_part_that_died_with_its_process_before_the_completion_is_sent_again(MultipartSupport multipart)
    {
        using var scene = new EngineScene(multipart);
        var bytes = await scene.PutAsync(Size);
        scene.To.OnCompleting = _ => throw new IOException("the process died");
        await Assert.ThrowsAsync<IOException>(() => scene.CopyAsync());
        scene.To.OnCompleting = _ => { };
        scene.To.ForgetPart(Parts);

        var result = await scene.CopyAsync();

        Data.Same(bytes, scene.To.Bytes(scene.Target));
        Assert.Equal((Parts - 1) * EngineScene.PartSize, result.BytesResumed);
        Assert.Equal(Parts + 1, scene.To.PartsTaken);
    }

    [Fact]
    public async Task two_copies_to_one_destination_do_not_run_at_once()
    {
        using var scene = new EngineScene();
        await scene.PutAsync(Size);
        var gate = new TaskCompletionSource();
        scene.To.OnPart = (_, _) => gate.Task;
        var first = scene.CopyAsync();
        while (!scene.HasJournal)
        {
            await Task.Delay(5);
        }

        await Assert.ThrowsAsync<DestinationBusyException>(() => scene.CopyAsync());

        gate.SetResult();
        await first;
    }
}
