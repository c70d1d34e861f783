using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace SageTasks.Storage.Azure;

/// <summary>
/// The ids of an upload's blocks. They all have the same length, as Azure wants it of one blob, and name the upload and the part, so that
/// the blocks of several uploads to one blob do not mix.
/// </summary>
internal static class BlockIds
{
    private const string Prefix = "sagetasks-";
    private const int UploadLength = 32;
    private const int NumberLength = 5;
    private const int IdLength = 64;
    private const int TimeDigits = 12;
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>The part number of the block that marks an upload as aborted.</summary>
    public const int Aborted = 0;

    /// <summary>A new upload's id, which holds the time of its beginning (UUID version 7).</summary>
    public static string NewUpload(DateTimeOffset now) => Guid.CreateVersion7(now).ToString("N");

    /// <summary>When an upload began.</summary>
    public static DateTimeOffset StartOf(string upload) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(upload.AsSpan(0, TimeDigits), NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    /// <summary>The id of a part's block, in Base64.</summary>
    public static string Of(string upload, int part) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{upload}-{part:D5}")));

    /// <summary>The upload and the part that a block is of; false for a block of somebody else.</summary>
    public static bool TryRead(string block, [NotNullWhen(true)] out string? upload, out int part)
    {
        (upload, part) = (null, 0);
        Span<byte> bytes = stackalloc byte[IdLength];
        if (block.Length != IdLength || !Convert.TryFromBase64String(block, bytes, out var count))
        {
            return false;
        }

        var text = Encoding.ASCII.GetString(bytes[..count]);
        var end = Prefix.Length + UploadLength;
        if (text.Length != end + 1 + NumberLength
            || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || text[end] != '-'
            || !text.AsSpan(Prefix.Length, TimeDigits).ContainsOnlyHex()
            || !int.TryParse(text.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture, out part))
        {
            return false;
        }

        upload = text[Prefix.Length..end];
        return true;
    }

    private static bool ContainsOnlyHex(this ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Hex);
}
