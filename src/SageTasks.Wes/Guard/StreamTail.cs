using System.Text;

namespace SageTasks.Wes;

/// <summary>The end of a text that may be of any length, also without a line break in it.</summary>
internal static class StreamTail
{
    /// <summary>How much of the end is kept, in bytes.</summary>
    public const int Kept = 64 * 1024;

    /// <summary>How much is read at most, in bytes: the end of a log that is longer is not worth the transfer.</summary>
    public const long MostRead = 64L * 1024 * 1024;

    public static IReadOnlyList<string> Lines(string text) => Split(text.Length > Kept ? text[^Kept..] : text, isCut: text.Length > Kept);

    public static async Task<IReadOnlyList<string>> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[2 * Kept];
        var (filled, read) = (0, 0L);
        while (await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            (filled, read) = (filled + count, read + count);
            if (filled == buffer.Length)
            {
                buffer.AsSpan(Kept).CopyTo(buffer);
                filled = Kept;
            }

            if (read >= MostRead)
            {
                return [.. Split(Encoding.UTF8.GetString(buffer, 0, filled), isCut: true), "(the log is longer; it was read no further)"];
            }
        }

        return Split(Encoding.UTF8.GetString(buffer, 0, filled), isCut: read > filled);
    }

    // What is left of a line whose start was cut off is no line.
    private static List<string> Split(string text, bool isCut)
    {
        var lines = text.TrimEnd('\n', '\r').Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        return lines is [""] ? [] : isCut && lines.Count > 1 ? lines[1..] : lines;
    }
}
