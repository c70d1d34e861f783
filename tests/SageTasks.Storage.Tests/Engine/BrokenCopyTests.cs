namespace SageTasks.Storage.Tests;

public sealed class BrokenCopyTests
{
    private const int Size = (9 * EngineScene.PartSize) + 11;

    [Theory]
    [InlineData(10_000, false)]
    [InlineData(Size, false)]
    [InlineData(5 * Data.MiB, true)]
    public async Task bodies_that_break_off_are_gone_on_with(int size, bool streamed)
    {
        using var scene = new EngineScene(limits: streamed ? Streamed.Limits : null);
        scene.Options.Concurrency = streamed ? Streamed.Concurrency : 4;
        var bytes = await scene.PutAsync(size);
        var random = new Random(7);
        scene.From.OnRead = (_, range, body) =>
        {
            var rest = new byte[body.Length];
            body.ReadExactly(rest);
            lock (random)
            {
                return new BreakingStream(rest, random.Next(3) == 0 ? rest.Length / 2 : int.MaxValue);
            }
        };

        var result = await scene.CopyAsync();

        Data.Same(bytes, scene.To.Bytes(scene.Target));
        Assert.Equal(DigestAlgorithm.Md5, result.SourceVerifiedBy);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(Size)]
    public async Task a_source_that_changes_underneath_is_an_error_and_never_a_mixture(int size)
    {
        using var scene = new EngineScene();
        await scene.PutAsync(size);
        var reads = 0;
        scene.From.OnRead = (place, _, body) =>
        {
            if (++reads == 1)
            {
                scene.From.PutAsync(place, ObjectContent.Of(Data.Random(size, 2)), new PutOptions()).GetAwaiter().GetResult();
                return new BreakingStream(Data.Random(1), 0);
            }

            return body;
        };

        await Assert.ThrowsAsync<SourceChangedException>(() => scene.CopyAsync());
        Assert.Null(scene.To.Bytes(scene.Target));
        Assert.Equal(0, scene.To.OpenUploads);

        var result = await scene.CopyAsync();
        Data.Same(Data.Random(size, 2), scene.To.Bytes(scene.Target));
        Assert.Equal(DigestAlgorithm.Md5, result.SourceVerifiedBy);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(Size)]
    public async Task bytes_that_are_not_the_expected_ones_never_appear(int size)
    {
        using var scene = new EngineScene();
        await scene.PutAsync(size);

        await Assert.ThrowsAsync<DigestMismatchException>(
            () => scene.CopyAsync(new CopyOptions { Expected = [Data.Sha256([1])] }));

        Assert.Null(scene.To.Bytes(scene.Target));
        Assert.Equal(0, scene.To.OpenUploads);
        Assert.False(scene.HasJournal);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(Size)]
    public async Task a_copy_that_is_not_what_was_sent_is_removed(int size)
    {
        using var scene = new EngineScene();
        await scene.PutAsync(size);
        // A store may not know yet when it has written.
        scene.To.OnWritten = info => info with { Digests = [Data.Md5([1])], Version = info.Version with { LastModified = null } };

        await Assert.ThrowsAsync<DigestMismatchException>(() => scene.CopyAsync());

        Assert.Null(scene.To.Bytes(scene.Target));
    }

    [Fact]
    public async Task an_upload_that_cannot_be_given_up_hides_no_error_and_is_given_up_by_the_next_call()
    {
        using var scene = new EngineScene();
        var bytes = await scene.PutAsync(Size);
        scene.To.OnAborting = _ => throw new Http.ServerFailureException(new Http.ApiError { Platform = "memory", Method = "DELETE", Uri = "x", Status = 503 });
        await Assert.ThrowsAsync<DigestMismatchException>(() => scene.CopyAsync(new CopyOptions { Expected = [Data.Sha256([1])] }));
        scene.To.OnAborting = _ => { };

        await scene.CopyAsync(new CopyOptions { ContentType = "text/plain" });

        Data.Same(bytes, scene.To.Bytes(scene.Target));
        Assert.Equal(0, scene.To.OpenUploads);
    }

    [Fact]
    public async Task an_upload_that_the_store_forgets_in_the_middle_is_begun_anew_by_the_same_call()
    {
        using var scene = new EngineScene();
        var bytes = await scene.PutAsync(Size);
        scene.To.OnPart = (_, part) =>
        {
            if (part == 3)
            {
                scene.To.OnPart = (_, _) => Task.CompletedTask;
                scene.To.ForgetUploads();
            }

            return Task.CompletedTask;
        };

        var result = await scene.CopyAsync();

        Data.Same(bytes, scene.To.Bytes(scene.Target));
        Assert.Equal(DigestAlgorithm.Md5, result.SourceVerifiedBy);
        Assert.False(scene.HasJournal);
    }

    [Fact]
    public async Task parts_that_the_store_lacks_in_the_end_are_sent_again_by_the_same_call()
    {
        using var scene = new EngineScene();
        var bytes = await scene.PutAsync(Size);
        scene.To.OnCompleting = _ =>
        {
            scene.To.OnCompleting = _ => { };
            scene.To.ForgetPart(2);
        };

        await scene.CopyAsync();

        Data.Same(bytes, scene.To.Bytes(scene.Target));
    }

    [Fact]
    public async Task a_source_that_only_fails_ends_the_copy_after_the_attempts_and_the_next_call_goes_on()
    {
        using var scene = new EngineScene();
        var bytes = await scene.PutAsync(Size);
        scene.From.OnRead = (_, range, body) => range.Offset < 4 * EngineScene.PartSize ? body : new BreakingStream(Data.Random(1), 0);

        var error = await Assert.ThrowsAsync<TransferException>(() => scene.CopyAsync());
        Assert.Contains("Call again", error.Message, StringComparison.Ordinal);
        Assert.True(scene.HasJournal);

        scene.From.OnRead = (_, _, body) => body;
        var result = await scene.CopyAsync();
        Data.Same(bytes, scene.To.Bytes(scene.Target));
        Assert.Equal(4 * EngineScene.PartSize, result.BytesResumed);
    }
}
