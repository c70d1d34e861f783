using SageTasks.ContractSuites;

namespace SageTasks.Storage.Tests;

/// <summary>CRC32C and CRC-64/NVME are put together from parts: they bind no copy to an order, and an interrupted one reads nothing again.</summary>
public sealed class CombinedDigestTests : IDisposable
{
    private const int Size = (9 * EngineScene.PartSize) - 11;
    private readonly EngineScene _scene = new() { From = new MemoryStore { Stated = [DigestAlgorithm.Crc64Nvme] } };

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task large_parts_go_side_by_side_and_are_verified_by_crc64()
    {
        using var scene = Streaming();
        var bytes = await scene.PutAsync((5 * Data.MiB) + 3);
        var both = new TaskCompletionSource();
        var started = 0;
        scene.To.OnPart = (_, _) =>
        {
            if (Interlocked.Increment(ref started) == 2)
            {
                both.SetResult();
            }

            return both.Task.WaitAsync(TimeSpan.FromMinutes(1));
        };

        var result = await scene.CopyAsync();

        Data.Same(bytes, scene.To.Bytes(scene.Target));
        Assert.Equal(DigestAlgorithm.Crc64Nvme, result.SourceVerifiedBy);
        Assert.Contains(Digest.Of(bytes, DigestAlgorithm.Crc64Nvme), result.Digests);
    }

    [Fact]
    public async Task an_interrupted_copy_is_verified_by_crc64_and_no_byte_is_read_twice()
    {
        var bytes = await _scene.PutAsync(Size);
        await _scene.InterruptAsync(afterParts: 4);
        var before = _scene.From.BytesRead;

        var result = await _scene.CopyAsync();

        Data.Same(bytes, _scene.To.Bytes(_scene.Target));
        Assert.Equal(DigestAlgorithm.Crc64Nvme, result.SourceVerifiedBy);
        Assert.True(result.BytesResumed > 0);
        Assert.Equal(Size - result.BytesResumed, _scene.From.BytesRead - before);
    }

    [Fact]
    public async Task large_parts_of_an_interrupted_copy_are_not_read_twice_either()
    {
        using var scene = Streaming();
        var bytes = await scene.PutAsync(5 * Data.MiB);
        using var stop = new CancellationTokenSource();
        scene.To.OnPart = async (_, part) =>
        {
            while (part == 2 && scene.To.PartsTaken == 0)
            {
                await Task.Delay(5);
            }

            if (part == 2)
            {
                await stop.CancelAsync();
                stop.Token.ThrowIfCancellationRequested();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.CopyAsync(cancellationToken: stop.Token));
        scene.To.OnPart = (_, _) => Task.CompletedTask;
        var before = scene.From.BytesRead;

        var result = await scene.CopyAsync(new CopyOptions { Compute = [DigestAlgorithm.Crc64Nvme] });

        Data.Same(bytes, scene.To.Bytes(scene.Target));
        Assert.Equal(DigestAlgorithm.Crc64Nvme, result.SourceVerifiedBy);
        Assert.True(result.BytesResumed > 0);
        Assert.Equal(5 * Data.MiB, result.BytesResumed + scene.From.BytesRead - before);
    }

    [Fact]
    public async Task another_crc64_than_expected_is_found_after_an_interruption_without_reading_anything_twice()
    {
        using var scene = new EngineScene { From = new MemoryStore { Stated = [] }, To = new MemoryStore { Schemes = [LocationScheme.Gs] } };
        await scene.PutAsync(Size);
        await scene.InterruptAsync(afterParts: 4, options: new CopyOptions { Compute = [DigestAlgorithm.Crc64Nvme] });
        var before = scene.From.BytesRead;

        await Assert.ThrowsAsync<DigestMismatchException>(() => scene.CopyAsync(new CopyOptions { Expected = [Digest.Of([1], DigestAlgorithm.Crc64Nvme)] }));

        Assert.True(scene.From.BytesRead - before < Size);
        Assert.Null(scene.To.Bytes(scene.Target));
        Assert.Equal(0, scene.To.OpenUploads);
    }

    [Fact]
    public async Task what_went_up_before_anybody_wanted_crc64_is_read_again_for_it()
    {
        using var scene = new EngineScene { From = new MemoryStore { Stated = [DigestAlgorithm.Crc32C] } };
        var bytes = await scene.PutAsync(Size);
        await scene.InterruptAsync(afterParts: 4);

        var result = await scene.CopyAsync(new CopyOptions { Compute = [DigestAlgorithm.Crc64Nvme] });

        Data.Same(bytes, scene.To.Bytes(scene.Target));
        Assert.Contains(Digest.Of(bytes, DigestAlgorithm.Crc64Nvme), result.Digests);
        Assert.True(result.BytesResumed > 0);
        Assert.Equal(Size, result.BytesMoved);
    }

    [Fact]
    public async Task a_torn_entry_of_the_record_costs_its_part_only()
    {
        var bytes = await _scene.PutAsync(Size);
        await _scene.InterruptAsync(afterParts: 4);
        var path = Directory.EnumerateFiles(_scene.Options.StateFolder).Single();
        var record = await File.ReadAllBytesAsync(path);
        var firstEntry = 16 + BitConverter.ToInt32(record, 8);
        record[firstEntry + 4] ^= 0x41;
        await File.WriteAllBytesAsync(path, record);
        var taken = _scene.To.PartsTaken;

        var result = await _scene.CopyAsync();

        Data.Same(bytes, _scene.To.Bytes(_scene.Target));
        Assert.Equal(DigestAlgorithm.Crc64Nvme, result.SourceVerifiedBy);
        Assert.Equal((taken - 1) * EngineScene.PartSize, result.BytesResumed);
    }

    [Fact]
    public async Task an_interrupted_download_is_verified_by_crc64()
    {
        var bytes = await _scene.PutAsync(Size);
        var file = Location.FromPath(_scene.Folder["reads"]);
        _scene.Options.MaxAttempts = 1;
        _scene.From.OnRead = (_, range, body) => range.Offset >= 6 * EngineScene.PartSize ? throw new IOException("the line went dead") : body;
        await Assert.ThrowsAsync<TransferException>(() => _scene.Engine.CopyAsync(_scene.Source, file));
        _scene.From.OnRead = (_, _, body) => body;

        var result = await _scene.Engine.CopyAsync(_scene.Source, file);

        Data.Same(bytes, File.ReadAllBytes(file.LocalPath));
        Assert.Equal(DigestAlgorithm.Crc64Nvme, result.SourceVerifiedBy);
        Assert.True(result.BytesResumed > 0);
        Assert.Equal(Size, result.BytesMoved + result.BytesResumed);
    }

    private static EngineScene Streaming()
    {
        var scene = new EngineScene(limits: Streamed.Limits) { From = new MemoryStore { Stated = [DigestAlgorithm.Crc64Nvme] } };
        scene.Options.Concurrency = Streamed.Concurrency;
        return scene;
    }
}
