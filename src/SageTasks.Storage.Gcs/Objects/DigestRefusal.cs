using System.Text.RegularExpressions;
using SageTasks.Http;

namespace SageTasks.Storage.Gcs;

/// <summary>Knows a refusal (400) because of other bytes than announced by its words, which name both digests.</summary>
internal static partial class DigestRefusal
{
    public static DigestMismatchException? Of(Location location, InvalidRequestException refusal)
    {
        var match = Words().Match(refusal.Error.Reason ?? "");
        if (!match.Success)
        {
            return null;
        }

        var algorithm = match.Groups["algorithm"].Value == "CRC32C" ? DigestAlgorithm.Crc32C : DigestAlgorithm.Md5;
        return new DigestMismatchException(location.ToString(), Read("expected"), Read("actual"));

        Digest Read(string group) => Digest.FromBase64(algorithm, match.Groups[group].Value);
    }

    [GeneratedRegex(
        @"Provided (?<algorithm>CRC32C|MD5 hash) \\?""(?<expected>[\w+/=]+)\\?"" doesn't match calculated (CRC32C|MD5 hash) \\?""(?<actual>[\w+/=]+)\\?""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Words();
}
