using System.Security.Cryptography;

namespace SageTasks.Storage.Tests;

internal static class Data
{
    public const int KiB = 1024;
    public const int MiB = 1024 * KiB;

    public static byte[] Random(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static Digest Md5(ReadOnlySpan<byte> bytes) => Digest.FromBytes(DigestAlgorithm.Md5, CryptographicOperations.HashData(HashAlgorithmName.MD5, bytes));

    public static Digest Sha256(ReadOnlySpan<byte> bytes) => Digest.FromBytes(DigestAlgorithm.Sha256, SHA256.HashData(bytes));

    public static void Same(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.Equal(-1, expected.CommonPrefixLength(actual) is var same && same == expected.Length ? -1 : same);
    }
}
