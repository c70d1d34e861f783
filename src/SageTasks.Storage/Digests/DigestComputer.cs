using System.Buffers;
using System.Security.Cryptography;

namespace SageTasks.Storage;

/// <summary>Computes one or several digests of bytes that come in order, piece by piece.</summary>
internal sealed class DigestComputer : IDisposable
{
    private const int BlockSize = 128 * 1024;

    private readonly List<(DigestAlgorithm Algorithm, IncrementalHash Hash)> _hashes = [];
    private readonly bool _crc;
    private uint _crcValue;
    private readonly bool _crc64;
    private ulong _crc64Value;

    public DigestComputer(IEnumerable<DigestAlgorithm> algorithms)
    {
        foreach (var algorithm in algorithms.Distinct())
        {
            if (algorithm == DigestAlgorithm.Crc32C)
            {
                _crc = true;
            }
            else if (algorithm == DigestAlgorithm.Crc64Nvme)
            {
                _crc64 = true;
            }
            else
            {
                _hashes.Add((algorithm, IncrementalHash.CreateHash(NameOf(algorithm))));
            }
        }
    }

    public bool IsEmpty => _hashes.Count == 0 && !_crc && !_crc64;

    public static bool CanCompute(DigestAlgorithm algorithm) => algorithm.Length is not null;

    /// <summary>Computes the digest of bytes that have to be read for it.</summary>
    public static async Task<Digest> ReadAsync(ObjectContent content, DigestAlgorithm algorithm, CancellationToken cancellationToken)
    {
        using var computer = new DigestComputer([algorithm]);
        var stream = await content.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var block = ArrayPool<byte>.Shared.Rent(BlockSize);
            try
            {
                for (int count; (count = await stream.ReadAsync(block, cancellationToken).ConfigureAwait(false)) > 0;)
                {
                    computer.Append(block.AsSpan(0, count));
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(block);
            }
        }

        return computer.Finish()[0];
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        foreach (var (_, hash) in _hashes)
        {
            hash.AppendData(bytes);
        }

        if (_crc)
        {
            _crcValue = Crc32C.Append(_crcValue, bytes);
        }

        if (_crc64)
        {
            _crc64Value = Crc64Nvme.Append(_crc64Value, bytes);
        }
    }

    /// <summary>The digests of all bytes so far; the next bytes start anew.</summary>
    public IReadOnlyList<Digest> Finish()
    {
        var digests = _hashes.ConvertAll(h => Digest.FromBytes(h.Algorithm, h.Hash.GetHashAndReset()));
        if (_crc)
        {
            digests.Add(Digest.FromBytes(DigestAlgorithm.Crc32C, Crc32C.ToBytes(_crcValue)));
        }

        if (_crc64)
        {
            digests.Add(Digest.FromBytes(DigestAlgorithm.Crc64Nvme, Crc64Nvme.ToBytes(_crc64Value)));
        }

        (_crcValue, _crc64Value) = (0, 0);
        return digests;
    }

    public void Dispose()
    {
        foreach (var (_, hash) in _hashes)
        {
            hash.Dispose();
        }
    }

    private static HashAlgorithmName NameOf(DigestAlgorithm algorithm) => algorithm.Value switch
    {
        "md5" => HashAlgorithmName.MD5,
        "sha-256" => HashAlgorithmName.SHA256,
        "sha-512" => HashAlgorithmName.SHA512,
        "sha-1" => HashAlgorithmName.SHA1,
        _ => throw new NotSupportedException($"The digest \"{algorithm}\" can be carried but not computed."),
    };
}
