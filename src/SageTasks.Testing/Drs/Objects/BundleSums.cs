using System.Security.Cryptography;
using System.Text;

namespace SageTasks.Testing.Drs;

/// <summary>The checksums of a bundle: those of its parts, sorted and put together.</summary>
internal static class BundleSums
{
    public static IReadOnlyList<Checksum> Of(IReadOnlyList<DrsDocument> parts) =>
    [
        new("sha-256", Convert.ToHexStringLower(SHA256.HashData(Joined(parts, "sha-256")))),
        new("md5", Convert.ToHexStringLower(Md5Digest.Of(Joined(parts, "md5")))),
    ];

    private static byte[] Joined(IReadOnlyList<DrsDocument> parts, string type)
    {
        var values = parts.SelectMany(part => part.Checksums).Where(sum => sum.Type.Replace("sha2", "sha-2", StringComparison.Ordinal) == type).Select(sum => sum.Value);
        return Encoding.ASCII.GetBytes(string.Concat(values.Order(StringComparer.Ordinal)));
    }
}
