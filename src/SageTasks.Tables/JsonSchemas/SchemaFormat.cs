using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace SageTasks.Tables;

/// <summary>The formats of JSON schema that a text can be checked against, and those of nf-schema that name paths.</summary>
internal static partial class SchemaFormat
{
    private static readonly SearchValues<char> Wildcards = SearchValues.Create("*?[]{}");

    // What lies at a path can only be seen where the pipeline runs. Whether it names one thing can be seen here: Nextflow takes
    // wildcards for a pattern of many files, wherever it can list, and nf-schema refuses a pattern where a path is wanted.
    public static Func<string, bool>? Find(string format) => format switch
    {
        "file-path" or "directory-path" or "path" => static text => !IsPattern(text),
        "file-path-pattern" => static _ => true,
        _ => FindStandard(format),
    };

    private static Func<string, bool>? FindStandard(string format) => format switch
    {
        "date" => static text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "time" => static text => IsDateTime("2000-01-01T" + text),
        "date-time" => IsDateTime,
        "email" => static text => text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1 && !text.Any(char.IsWhiteSpace),
        "hostname" => static text => Uri.CheckHostName(text) is UriHostNameType.Dns or UriHostNameType.IPv4,
        "ipv4" => static text => IPAddress.TryParse(text, out var ip) && ip.AddressFamily == AddressFamily.InterNetwork && text.Count(c => c == '.') == 3,
        "ipv6" => static text => IPAddress.TryParse(text, out var ip) && ip.AddressFamily == AddressFamily.InterNetworkV6 && !text.Contains('[', StringComparison.Ordinal),
        "uri" => static text => Uri.TryCreate(text, UriKind.Absolute, out _) && text.Contains(':', StringComparison.Ordinal) && !text.Any(char.IsWhiteSpace),
        "uri-reference" => static text => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _) && !text.Any(char.IsWhiteSpace),
        "uuid" => static text => Guid.TryParseExact(text, "D", out _),
        "regex" => IsRegex,
        _ => null,
    };

    private static bool IsDateTime(string text) => DateTimeOffset.TryParseExact(
        text.ToUpperInvariant(),
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK"],
        CultureInfo.InvariantCulture,
        DateTimeStyles.None,
        out _) && (text[^1] is 'Z' or 'z' || text.LastIndexOfAny(['+', '-']) > 18);

    private static bool IsRegex(string text)
    {
        try
        {
            _ = SchemaPattern.Compile(text, "format");
            return true;
        }
        catch (InvalidSchemaException)
        {
            return false;
        }
    }

    private static bool IsPattern(string path)
    {
        var scheme = path.IndexOf("://", StringComparison.Ordinal);
        if (!path.AsSpan().ContainsAny(Wildcards) || (scheme >= 0 && path[..scheme] is "http" or "https" or "ftp" or "ftps"))
        {
            return false;
        }

        var plain = EscapedWildcard().Replace(scheme < 0 ? path : path[(scheme + 3)..], string.Empty);
        return plain.AsSpan().ContainsAny('{', '}') ? Braces().IsMatch(plain)
            : plain.AsSpan().ContainsAny('[', ']') ? Brackets().IsMatch(plain)
            : plain.AsSpan().ContainsAny('*', '?');
    }

    [GeneratedRegex(@"\\[*?\[\]{}]", RegexOptions.NonBacktracking)]
    private static partial Regex EscapedWildcard();

    [GeneratedRegex(@"\{.*,.*\}", RegexOptions.NonBacktracking)]
    private static partial Regex Braces();

    [GeneratedRegex(@"\[.+\]", RegexOptions.NonBacktracking)]
    private static partial Regex Brackets();
}
