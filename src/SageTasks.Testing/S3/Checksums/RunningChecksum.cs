using System.Security.Cryptography;

namespace SageTasks.Testing.S3;

/// <summary>A checksum of bytes that pass.</summary>
internal sealed class RunningChecksum(ReflectedCrc? crc, IncrementalHash? hash) : IDisposable
{
    private ulong _check;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        hash?.AppendData(bytes);
        _check = crc?.Append(_check, bytes) ?? 0;
    }

    public byte[] Finish() => crc?.ToBytes(_check) ?? hash!.GetHashAndReset();

    public void Dispose() => hash?.Dispose();
}
