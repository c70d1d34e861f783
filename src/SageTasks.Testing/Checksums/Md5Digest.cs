using System.Security.Cryptography;

namespace SageTasks.Testing;

/// <summary>MD5, because object stores identify bytes by it; it protects nothing here.</summary>
internal static class Md5Digest
{
    public static IncrementalHash Start() => IncrementalHash.CreateHash(HashAlgorithmName.MD5);

    public static byte[] Of(ReadOnlySpan<byte> bytes)
    {
        using var md5 = Start();
        md5.AppendData(bytes);
        return md5.GetHashAndReset();
    }
}
