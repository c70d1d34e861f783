using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using SageTasks.Storage;

namespace SageTasks.Benchmarks;

/// <summary>Hashing 64 MiB, piece by piece as they arrive, against what the base library does with the same bytes in one call.</summary>
public class DigestBenchmark
{
    private const int Size = 64 << 20;
    private const int Piece = 1 << 20;
    private readonly byte[] _bytes = RandomNumberGenerator.GetBytes(Size);

    [Benchmark]
    public string Md5() => Ours(DigestAlgorithm.Md5);

    [Benchmark]
    public byte[] BaseMd5() => MD5.HashData(_bytes);

    [Benchmark]
    public string Sha256() => Ours(DigestAlgorithm.Sha256);

    [Benchmark]
    public byte[] BaseSha256() => SHA256.HashData(_bytes);

    [Benchmark]
    public string Crc32C() => Ours(DigestAlgorithm.Crc32C);

    /// <summary>The base library has the processor's instruction, not the algorithm.</summary>
    [Benchmark]
    public uint BaseCrc32C()
    {
        var crc = uint.MaxValue;
        for (var at = 0; at < Size; at += sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan(at)));
        }

        return ~crc;
    }

    /// <summary>The base library has nothing to compare with.</summary>
    [Benchmark]
    public string Crc64Nvme() => Ours(DigestAlgorithm.Crc64Nvme);

    private string Ours(DigestAlgorithm algorithm)
    {
        using var computer = new DigestComputer([algorithm]);
        for (var at = 0; at < Size; at += Piece)
        {
            computer.Append(_bytes.AsSpan(at, Piece));
        }

        return computer.Finish()[0].Value;
    }
}
