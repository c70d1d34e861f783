using System.Globalization;
using System.Security.Cryptography;

namespace SageTasks.Storage.S3;

/// <summary>What an ETag of S3 says, and what it does not.</summary>
internal static class S3Tags
{
    private const int Md5Length = 32;

    /// <summary>The ETag as HTTP writes it: with quotes, which some answers leave out.</summary>
    public static string? Quoted(string? tag) => string.IsNullOrEmpty(tag) ? null : tag.EndsWith('"') ? tag : $"\"{tag}\"";

    /// <summary>The MD5 that a tag without a dash is, where nothing is encrypted under another key; null where it is something else.</summary>
    public static Digest? Md5(string? tag) =>
        tag?.Trim('"') is { Length: Md5Length } hex && hex.All(char.IsAsciiHexDigit) ? Digest.Md5(hex) : null;

    /// <summary>The tag of an object made of these parts: the MD5 of their MD5s, and their number. Null where a part's tag is no MD5.</summary>
    public static string? OfParts(IReadOnlyList<UploadedPart> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        foreach (var part in parts)
        {
            if (Md5(part.Tag) is not { } md5)
            {
                return null;
            }

            hash.AppendData(Convert.FromHexString(md5.Value));
        }

        return string.Create(CultureInfo.InvariantCulture, $"\"{Convert.ToHexStringLower(hash.GetHashAndReset())}-{parts.Count}\"");
    }
}
