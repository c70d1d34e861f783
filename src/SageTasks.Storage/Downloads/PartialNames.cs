using System.Security.Cryptography;
using System.Text;

namespace SageTasks.Storage;

/// <summary>The names of the hidden files beside a destination that is being written.</summary>
internal static class PartialNames
{
    public const string PartSuffix = ".sagetasks-part";
    public const string JournalSuffix = ".sagetasks-journal";
    private const int LongestName = 255;
    private const int LongestSuffix = 32;

    public static string Part(string destination) => Beside(destination, PartSuffix);

    public static string Journal(string destination) => Beside(destination, JournalSuffix);

    /// <summary>The name of a file that one writer fills at once and nobody resumes.</summary>
    public static string Draft(string destination, string nonce) => Beside(destination, $"-{nonce}{PartSuffix}");

    /// <summary>The journal that belongs to a hidden file.</summary>
    public static string? JournalOf(string path) =>
        path.EndsWith(PartSuffix, StringComparison.Ordinal) ? path[..^PartSuffix.Length] + JournalSuffix
        : path.EndsWith(JournalSuffix, StringComparison.Ordinal) ? path
        : null;

    public static bool IsPartial(string name) =>
        name.StartsWith('.') && (name.EndsWith(PartSuffix, StringComparison.Ordinal) || name.EndsWith(JournalSuffix, StringComparison.Ordinal));

    private static string Beside(string destination, string suffix)
    {
        var folder = Path.GetDirectoryName(destination)!;
        var name = Path.GetFileName(destination);
        if (Encoding.UTF8.GetByteCount(name) + LongestSuffix > LongestName)
        {
            name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        }

        return Path.Combine(folder, "." + name + suffix);
    }
}
