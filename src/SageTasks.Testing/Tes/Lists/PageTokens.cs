using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SageTasks.Testing;

/// <summary>Tokens that say where a list goes on, and with which filters.</summary>
internal static class PageTokens
{
    public static string Write(string key, TaskFilter filter) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Mark(filter)}{key}"));

    /// <summary>The key in a token; null when it is none, or when it must be of other filters than these.</summary>
    public static string? Read(string token, TaskFilter filter, bool holdsForFilters)
    {
        try
        {
            var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
            return text.Length > 8 && (!holdsForFilters || text.StartsWith(Mark(filter), StringComparison.Ordinal)) ? text[8..] : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Mark(TaskFilter filter) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(filter.Text)))[..8];
}
