using System.Text.RegularExpressions;

namespace SageTasks.Testing.Drs;

/// <summary>What indexd takes in.</summary>
internal static partial class IndexdChecks
{
    public static IReadOnlyDictionary<string, int> HashLengths { get; } =
        new Dictionary<string, int>(StringComparer.Ordinal) { ["md5"] = 32, ["sha1"] = 40, ["sha256"] = 64, ["sha512"] = 128, ["crc"] = 8, ["etag"] = 32 };

    /// <summary>What is wrong with a new record; null where nothing is.</summary>
    public static string? Problem(IndexdRequest? body) => body switch
    {
        null => "None is not of type 'object'",
        { Form: null } => "'form' is a required property",
        { Size: null } => "'size' is a required property",
        { Size: < 0 } => $"{body.Size} is less than the minimum of 0",
        { Hashes: null } => "'hashes' is a required property",
        { Hashes.Count: 0 } => "{} does not have enough properties",
        { Urls: null } => "'urls' is a required property",
        { Form: not ("object" or "container" or "multipart") } => $"'{body.Form}' is not one of ['object', 'container', 'multipart']",
        { Did: { } did } when !DidPattern().IsMatch(did) => $"'{did}' does not match the pattern of a did",
        _ => body.Hashes.Select(pair => Problem(pair.Key, pair.Value)).FirstOrDefault(problem => problem is not null),
    };

    private static string? Problem(string type, string value)
    {
        if (!HashLengths.TryGetValue(type, out var length))
        {
            return $"'{type}' does not match any of the hash types";
        }

        var isGood = type == "etag" ? EtagPattern().IsMatch(value) : value.Length == length && value.All(char.IsAsciiHexDigitLower);
        return isGood ? null : $"'{value}' does not match the pattern of {type}";
    }

    [GeneratedRegex("^.*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex DidPattern();

    [GeneratedRegex("^[0-9a-f]{32}(-[0-9]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex EtagPattern();
}
