using SageTasks.ContractSuites;

namespace SageTasks.Storage.Tests;

/// <summary>A digest that the caller demands holds for all bytes, also for those that an earlier call has sent.</summary>
public sealed class ResumedDigestTests
{
    [Theory]
    [InlineData((9 * EngineScene.PartSize) - 11, false)]
    [InlineData(5 * Data.MiB, true)]
    public async Task a_digest_that_the_caller_expects_is_compared_although_the_source_has_to_be_read_again(int size, bool streamed)
    {
        using var scene = Scene(streamed);
        var bytes = await scene.PutAsync(size);
        await scene.InterruptAsync(afterParts: 1);

        var result = await scene.CopyAsync(new CopyOptions { Expected = [Data.Sha256(bytes)] });

        Data.Same(bytes, scene.To.Bytes(scene.Target));
        Assert.True(result.BytesResumed > 0);
        Assert.Equal(size, result.BytesMoved);
        Assert.Equal(DigestAlgorithm.Sha256, result.SourceVerifiedBy);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task an_object_that_is_known_by_its_digest_is_held_against_it_after_an_interruption(bool isKnownByDigest)
    {
        var from = new MemoryStore { Capabilities = new MemoryStore().Capabilities with { DigestIsIdentity = isKnownByDigest } };
        using var scene = new EngineScene { From = from };
        await scene.PutAsync(9 * EngineScene.PartSize);
        await scene.InterruptAsync(afterParts: 4);

        var result = await scene.CopyAsync();

        Assert.Equal(isKnownByDigest ? DigestAlgorithm.Md5 : DigestAlgorithm.Crc32C, result.SourceVerifiedBy);
    }

    [Fact]
    public async Task bytes_that_the_caller_does_not_expect_never_appear_after_an_interruption_either()
    {
        using var scene = Scene();
        await scene.PutAsync(9 * EngineScene.PartSize);
        await scene.InterruptAsync(afterParts: 4);

        await Assert.ThrowsAsync<DigestMismatchException>(() => scene.CopyAsync(new CopyOptions { Expected = [Data.Sha256([1])] }));

        Assert.Null(scene.To.Bytes(scene.Target));
        Assert.Equal(0, scene.To.OpenUploads);
    }

    [Fact]
    public async Task a_digest_that_the_caller_wants_is_computed_after_an_interruption_too()
    {
        using var scene = Scene();
        var bytes = await scene.PutAsync(9 * EngineScene.PartSize);
        await scene.InterruptAsync(afterParts: 4);

        var result = await scene.CopyAsync(new CopyOptions { Compute = [DigestAlgorithm.Sha256] });

        Assert.Contains(Data.Sha256(bytes), result.Digests);
    }

    [Fact]
    public async Task an_expectation_that_came_after_a_lost_completion_is_compared()
    {
        using var scene = Scene();
        await scene.PutAsync(9 * EngineScene.PartSize);
        scene.To.OnCompleted = _ => throw new IOException("the reply was lost");
        await Assert.ThrowsAsync<IOException>(() => scene.CopyAsync());
        scene.To.OnCompleted = _ => { };

        await Assert.ThrowsAsync<DigestMismatchException>(() => scene.CopyAsync(new CopyOptions { Expected = [Data.Sha256([1])] }));
    }

    private static EngineScene Scene(bool streamed = false)
    {
        var scene = new EngineScene(limits: streamed ? Streamed.Limits : null);
        scene.Options.Concurrency = streamed ? Streamed.Concurrency : 4;
        return scene;
    }
}
