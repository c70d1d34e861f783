using SageTasks.ContractSuites;

namespace SageTasks.Storage.Tests;

/// <summary>A store that wants to know the MD5 before it takes anything, as Synapse does.</summary>
public sealed class AnnouncedDigestTests : IDisposable
{
    private const int Size = (9 * EngineScene.PartSize) - 11;
    private readonly EngineScene _scene = Scene(DigestAlgorithm.Crc32C);

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task the_source_is_hashed_once_also_when_the_copy_is_interrupted()
    {
        var bytes = await _scene.PutAsync(Size);
        await _scene.InterruptAsync(afterParts: 4);
        var before = _scene.From.BytesRead;

        var result = await _scene.CopyAsync();

        Data.Same(bytes, _scene.To.Bytes(_scene.Target));
        Assert.Equal(Size - result.BytesResumed, _scene.From.BytesRead - before);
        Assert.True(result.BytesResumed > 0);
        Assert.Contains(Data.Md5(bytes), result.Digests);
        Assert.False(_scene.HasJournal);
    }

    [Fact]
    public async Task a_local_file_is_hashed_once_as_well()
    {
        var bytes = Data.Random(Size);
        var file = Location.FromPath(_scene.Folder.Write("reads", bytes));
        await _scene.InterruptAsync(afterParts: 4, file);

        var result = await _scene.Engine.CopyAsync(file, _scene.Target);

        Data.Same(bytes, _scene.To.Bytes(_scene.Target));
        Assert.Contains(Data.Md5(bytes), result.Digests);
        Assert.Equal(Size, result.BytesMoved + result.BytesResumed);
    }

    [Fact]
    public async Task what_was_hashed_is_kept_although_the_upload_could_not_begin()
    {
        await _scene.PutAsync(Size);
        _scene.To.OnBeginning = _ => throw new IOException("the store is down");
        await Assert.ThrowsAsync<IOException>(() => _scene.CopyAsync());
        _scene.To.OnBeginning = _ => { };

        await _scene.CopyAsync();

        Assert.Equal(2 * Size, _scene.From.BytesRead);
        Assert.False(_scene.HasJournal);
    }

    [Fact]
    public async Task another_version_of_the_source_is_hashed_anew()
    {
        await _scene.PutAsync(Size);
        await _scene.InterruptAsync(afterParts: 4);
        var other = await _scene.PutAsync(Size, seed: 2);

        var result = await _scene.CopyAsync();

        Data.Same(other, _scene.To.Bytes(_scene.Target));
        Assert.Equal(0, result.BytesResumed);
        Assert.Contains(Data.Md5(other), result.Digests);
        Assert.Equal(0, _scene.To.OpenUploads);
    }

    [Fact]
    public async Task what_was_hashed_is_compared_with_what_is_expected_later()
    {
        await _scene.PutAsync(Size);
        await _scene.InterruptAsync(afterParts: 4);
        var before = _scene.From.BytesRead;

        await Assert.ThrowsAsync<DigestMismatchException>(() => _scene.CopyAsync(new CopyOptions { Expected = [Data.Md5([1])] }));

        Assert.Equal(before, _scene.From.BytesRead);
        Assert.Null(_scene.To.Bytes(_scene.Target));
    }

    [Fact]
    public async Task an_upload_that_was_announced_with_a_wrong_md5_is_not_gone_on_with()
    {
        var bytes = await _scene.PutAsync(Size);
        await _scene.InterruptAsync(afterParts: 4, options: new CopyOptions { Expected = [Data.Md5([1])] });

        var result = await _scene.CopyAsync();

        Data.Same(bytes, _scene.To.Bytes(_scene.Target));
        Assert.Equal(0, result.BytesResumed);
        Assert.Contains(Data.Md5(bytes), result.Digests);
    }

    [Fact]
    public async Task what_was_only_announced_verifies_nothing_after_an_interruption()
    {
        using var scene = Scene(DigestAlgorithm.Md5);
        var bytes = await scene.PutAsync(Size);
        await scene.InterruptAsync(afterParts: 4);

        var result = await scene.CopyAsync();

        Data.Same(bytes, scene.To.Bytes(scene.Target));
        Assert.True(result.BytesResumed > 0);
        Assert.Null(result.SourceVerifiedBy);
        Assert.DoesNotContain(result.Digests, digest => digest.Algorithm == DigestAlgorithm.Md5);
    }

    [Fact]
    public async Task bytes_that_are_not_the_announced_ones_never_appear()
    {
        using var scene = Scene(DigestAlgorithm.Md5);
        await scene.PutAsync(Size);
        await scene.InterruptAsync(afterParts: 4, options: new CopyOptions { Expected = [Data.Md5([1])] });

        await Assert.ThrowsAsync<DigestMismatchException>(() => scene.CopyAsync(new CopyOptions { Expected = [Data.Md5([1])] }));

        Assert.Null(scene.To.Bytes(scene.Target));
        Assert.Equal(0, scene.To.OpenUploads);
    }

    private static EngineScene Scene(DigestAlgorithm stated)
    {
        var can = new MemoryStore().Capabilities with { RequiredDigests = [DigestAlgorithm.Md5] };
        return new EngineScene
        {
            From = new MemoryStore { Stated = [stated] },
            To = new MemoryStore { Schemes = [LocationScheme.Gs], Capabilities = can, Stated = [DigestAlgorithm.Crc32C] },
        };
    }
}
