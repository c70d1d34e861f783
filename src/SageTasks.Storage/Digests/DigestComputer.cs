using System.Security.Cryptography;

namespace SageTasks.Storage;

/// <summary>Computes one or several digests of bytes that come in order, piece by piece.</summary>
internal sealed class DigestComputer : IDisposable
{
    private readonly List<(DigestAlgorithm Algorithm, IncrementalHash Hash)> _hashes = [];
    private readonly bool _crc;
    private uint _crcValue;

    public DigestComputer(IEnumerable<DigestAlgorithm> algorithms)
    {
        foreach (var algorithm in algorithms.Distinct())
        {
            if (algorithm == DigestAlgorithm.Crc32C)
            {
                _crc = true;
            }
            else
            {
                _hashes.Add((algorithm, IncrementalHash.CreateHash(NameOf(algorithm))));
            }
        }
    }

    public bool IsEmpty => _hashes.Count == 0 && !_crc;

    public static bool CanCompute(DigestAlgorithm algorithm) => algorithm.Length is not null;

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
    }

    /// <summary>The digests of all bytes so far; the next bytes start anew.</summary>
    public IReadOnlyList<Digest> Finish()
    {
        var digests = _hashes.ConvertAll(h => Digest.FromBytes(h.Algorithm, h.Hash.GetHashAndReset()));
        if (_crc)
        {
            digests.Add(Digest.FromBytes(DigestAlgorithm.Crc32C, Crc32C.ToBytes(_crcValue)));
        }

        _crcValue = 0;
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
        _ => throw new NotSupportedException($"The digest \"{algorithm}\" can be carried but not computed."),
    };
}
