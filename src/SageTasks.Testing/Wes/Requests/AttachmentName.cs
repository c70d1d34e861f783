using System.Text;

namespace SageTasks.Testing.Wes;

/// <summary>Names of files below a run's folder: relative, with slashes, never out of it, and no longer than a file system takes.</summary>
internal static class AttachmentName
{
    private const int LongestPart = 255;
    private const int Longest = 2048;

    public static bool IsSafe(string name) =>
        name.Length > 0
        && Encoding.UTF8.GetByteCount(name) <= Longest
        && !name.AsSpan().ContainsAnyInRange('\0', '\u001f')
        && !name.Contains('\\', StringComparison.Ordinal)
        && !name.Contains(':', StringComparison.Ordinal)
        && name.Split('/').All(part => part is not ("" or "." or "..") && Encoding.UTF8.GetByteCount(part) <= LongestPart);
}
