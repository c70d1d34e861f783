using System.Globalization;

namespace SageTasks.Testing.Cavatica;

/// <summary>The tags by which an object store knows its bytes.</summary>
internal static class ETags
{
    /// <summary>The tag of something on a volume, which is no digest: nobody reads it for that.</summary>
    public static string Of(FileInfo file) => string.Create(CultureInfo.InvariantCulture, $"{file.LastWriteTimeUtc.Ticks:x16}{file.Length:x16}");

    /// <summary>The tag of an object made of parts: a digest of their digests, and their number.</summary>
    public static string Of(IReadOnlyList<string> parts)
    {
        var digests = parts.SelectMany(Convert.FromHexString).ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(Md5Digest.Of(digests))}-{parts.Count}");
    }
}
