using System.Text.RegularExpressions;
using SageTasks.Http;

namespace SageTasks.Storage.Gcs;

/// <summary>Knows a refusal (400) because of other bytes than announced by its words, which name both digests.</summary>
internal static partial class DigestRefusal
{
    /// <exception cref="DigestMismatchException">The bytes were other ones.</exception>
    public static void ThrowIfMismatch(Location location, InvalidRequestException refusal)
    {
        var match = Words().Match(refusal.Error.Reason ?? "");
        if (match.Success)
        {
            throw new DigestMismatchException(location.ToString(), Read("expected"), Read("actual"));
        }

        Digest Read(string group) => Digest.FromBase64(
            match.Groups["algorithm"].Value == "CRC32C" ? DigestAlgorithm.Crc32C : DigestAlgorithm.Md5, match.Groups[group].Value);
    }

    [GeneratedRegex(
        @"Provided (?<algorithm>CRC32C|MD5 hash) \\?""(?<expected>[\w+/=]+)\\?"" doesn't match calculated (CRC32C|MD5 hash) \\?""(?<actual>[\w+/=]+)\\?""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        30_000)]
    private static partial Regex Words();
}
