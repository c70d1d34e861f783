using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace SageTasks.Testing.Gcs;

/// <summary>CRC32C and MD5 of bytes that pass, in Base64 as the API writes them.</summary>
internal sealed class Checksums : IDisposable
{
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    private uint _crc = ~0u;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _md5.AppendData(bytes);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            _crc = BitOperations.Crc32C(_crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var rest in bytes)
        {
            _crc = BitOperations.Crc32C(_crc, rest);
        }
    }

    public (string Crc32C, string Md5) Finish()
    {
        var crc = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(crc, ~_crc);
        return (Convert.ToBase64String(crc), Convert.ToBase64String(_md5.GetHashAndReset()));
    }

    public void Dispose() => _md5.Dispose();
}
