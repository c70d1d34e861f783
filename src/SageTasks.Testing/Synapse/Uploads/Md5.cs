using System.Security.Cryptography;

namespace SageTasks.Testing.Synapse;

/// <summary>MD5, because Synapse and S3 identify bytes by it; it protects nothing here.</summary>
internal static class Md5
{
    public static IncrementalHash Start() => IncrementalHash.CreateHash(HashAlgorithmName.MD5);

    public static string End(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        using var hash = Start();
        hash.AppendData(bytes);
        return End(hash);
    }
}
