using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SageTasks.Testing;

/// <summary>Cuts a log file into pages, which cursors lead through forwards and backwards.</summary>
internal static class LogPages
{
    private const int LargestPage = 1024 * 1024;

    /// <summary>The page at the cursor <c>next</c>: <c>f/POSITION</c>, a byte position in the file.</summary>
    public static JsonObject Page(LocalRequest request, string path, IEnumerable<(string File, string Title)> downloads)
    {
        var size = File.Exists(path) ? new FileInfo(path).Length : 0;
        var from = Position(request.QueryValue("next"), size);
        var wanted = request.QueryValue("maxLength") is { Length: > 0 } text ? TowerWorld.Number(text, "maxLength") : LargestPage;
        var (lines, to) = size == 0 ? ([], 0) : Read(path, from, Math.Clamp(wanted, 1, LargestPage));
        return new JsonObject
        {
            ["log"] = new JsonObject
            {
                ["truncated"] = to < size,
                ["entries"] = TowerAnswers.Array(lines),
                ["rewindToken"] = Token(0),
                ["forwardToken"] = Token(to),
                ["pending"] = size == 0,
                ["message"] = size == 0 ? "Log not available yet" : null,
                ["downloads"] = TowerAnswers.Array(downloads.Select(d => new JsonObject { ["saveName"] = d.File, ["fileName"] = d.File, ["displayText"] = d.Title })),
            },
        };
    }

    private static (List<string> Lines, long End) Read(string path, long from, long length)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(from, SeekOrigin.Begin);
        var buffer = new byte[Math.Min(length, file.Length - from)];
        file.ReadExactly(buffer);
        var whole = buffer.AsSpan().LastIndexOf((byte)'\n') + 1;
        var end = from + buffer.Length == file.Length || whole == 0 ? buffer.Length : whole;
        var text = Encoding.UTF8.GetString(buffer, 0, end);
        return ([.. text.TrimEnd('\n').Split('\n')], from + end);
    }

    private static string Token(long position) => string.Create(CultureInfo.InvariantCulture, $"f/{position}");

    private static long Position(string? token, long size) => token is null ? 0
        : token.StartsWith("f/", StringComparison.Ordinal) && long.TryParse(token.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? Math.Min(position, size)
            : throw TowerAnswers.Bad($"Invalid log cursor: {token}");
}
