using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using SageTasks.Storage;
using SageTasks.TransferStorm.Sizes;

namespace SageTasks.Benchmarks;

/// <summary>A copy of 1 GiB between stores in memory: by the engine, and by one thread that copies and hashes the same bytes and does nothing else.</summary>
[MemoryDiagnoser]
[SimpleJob(launchCount: 1, warmupCount: 2, iterationCount: 8)]
public class EngineBenchmark
{
    private const long Size = 1 << 30;
    private const int Block = 8 << 20;
    private readonly byte[] _block = RandomNumberGenerator.GetBytes(Block);
    private readonly byte[] _buffer = new byte[Block];
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("sagetasks-benchmark-");
    private TransferEngine _engine = null!;

    /// <summary>What is hashed besides CRC32C, which always is.</summary>
    [Params("crc32c", "md5", "sha-256")]
    public string Hashed { get; set; } = "crc32c";

    [GlobalSetup]
    public void Open()
    {
        var limits = new StoreLimits { MaxParts = 10_000, MinPartSize = 5 << 20, MaxPartSize = 5L << 30, MaxPutSize = 5L << 30 };
        var stores = new ObjectStores(new EndlessSource(Size, 1, _block), new CountingSink(limits));
        _engine = new TransferEngine(stores, new TransferOptions { StateFolder = _state.FullName });
    }

    [GlobalCleanup]
    public void Close() => _state.Delete(recursive: true);

    [Benchmark(Baseline = true)]
    public string LeastCode()
    {
        using var digest = new DigestComputer([DigestAlgorithm.Crc32C, DigestAlgorithm.Create(Hashed)]);
        for (long done = 0; done < Size; done += Block)
        {
            _block.CopyTo(_buffer, 0);
            digest.Append(_buffer);
        }

        return digest.Finish()[0].Value;
    }

    [Benchmark]
    public async Task<string> Engine()
    {
        var options = new CopyOptions { Compute = [DigestAlgorithm.Create(Hashed)] };
        var copy = await _engine.CopyAsync(Location.Parse("s3://bucket/one"), Location.Parse("gs://bucket/one"), options);
        return copy.Digests[0].Value;
    }
}
