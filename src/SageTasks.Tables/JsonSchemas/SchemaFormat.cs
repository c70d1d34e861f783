using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SageTasks.Tables;

/// <summary>The formats of JSON schema that a text can be checked against, and those of nf-schema that name paths.</summary>
internal static class SchemaFormat
{
    // What lies at a path can only be seen where the pipeline runs; the form of a path is the business of "pattern".
    public static bool IsPath(string format) => format is "file-path" or "directory-path" or "path" or "file-path-pattern";

    public static Func<string, bool>? Find(string format) => format switch
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
}
