using System.Text.RegularExpressions;

namespace SageTasks.Wes;

/// <summary>What can be told of a workflow by its name and its text: its language and version, and the files that it needs beside it.</summary>
internal static partial class WorkflowLanguage
{
    private const int PatternTimeout = 30_000;

    /// <summary>The language by the file's name; null where it does not tell.</summary>
    public static string? TypeOf(string name)
    {
        var file = name.Split('/')[^1];
        return Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".cwl" => "CWL",
            ".wdl" => "WDL",
            ".nf" => "NFL",
            ".smk" => "SMK",
            ".sh" => "SHELL",
            _ => file.StartsWith("Snakefile", StringComparison.Ordinal) ? "SMK" : null,
        };
    }

    /// <summary>The language's version by the workflow's text; null where it does not tell.</summary>
    public static string? VersionOf(string type, string text) => type.ToUpperInvariant() switch
    {
        "CWL" => CwlVersion().Match(WithoutComments("CWL", text)) is { Success: true } cwl ? cwl.Groups["version"].Value : null,
        "WDL" => WdlVersion().Match(WithoutComments("WDL", text)) is { Success: true } wdl ? wdl.Groups["version"].Value : "draft-2",
        "SMK" or "SHELL" => "1.0",
        "NFL" => "DSL2",
        _ => null,
    };

    /// <summary>The files that a workflow's text names, as they stand there; with each whether the workflow cannot do without it.</summary>
    public static IEnumerable<(string Reference, bool IsRequired)> References(string type, string text) =>
        ReferencesIn(type.ToUpperInvariant(), WithoutComments(type.ToUpperInvariant(), text)).Where(found => IsRelative(found.Reference));

    /// <summary>A path, and no address, placeholder or part of the same file.</summary>
    public static bool IsRelative(string reference) =>
        reference.Length > 0 && !reference.StartsWith('/') && !reference.Contains(':', StringComparison.Ordinal) && !reference.Contains('{', StringComparison.Ordinal)
        && !reference.Contains('$', StringComparison.Ordinal);

    private static IEnumerable<(string Reference, bool IsRequired)> ReferencesIn(string type, string text) => type switch
    {
        "CWL" => Found(CwlImport(), text, isRequired: true).Concat(Found(CwlFile(), text, isRequired: false)),
        "WDL" => Found(WdlImport(), text, isRequired: true),
        "SMK" => Found(SnakemakeInclude(), text, isRequired: true).Concat(Found(SnakemakeFile(), text, isRequired: false)),
        "NFL" => Found(NextflowInclude(), text, isRequired: true).Select(found => (Path.HasExtension(found.Reference) ? found.Reference : found.Reference + ".nf", true))
            .Append(("nextflow.config", false)),
        _ => [],
    };

    // What was commented out need not be there. A hash or slashes inside of a word are part of it.
    private static string WithoutComments(string type, string text) => type switch
    {
        "CWL" when text.TrimStart().StartsWith('{') => text, // JSON has none
        "CWL" or "WDL" or "SMK" => HashComment().Replace(text, ""),
        "NFL" => SlashComment().Replace(text, ""),
        _ => text,
    };

    // What follows a hash is a place inside the file; a hash first is the file itself.
    private static IEnumerable<(string Reference, bool IsRequired)> Found(Regex pattern, string text, bool isRequired) =>
        pattern.Matches(text).Select(match => (match.Groups["file"].Value.Split('#')[0], isRequired));

    [GeneratedRegex("""(?<=^|[ \t])#.*$""", RegexOptions.CultureInvariant | RegexOptions.Multiline, PatternTimeout)]
    private static partial Regex HashComment();

    [GeneratedRegex("""(?<=^|\s)(//.*$|/\*[\s\S]*?\*/)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, PatternTimeout)]
    private static partial Regex SlashComment();

    [GeneratedRegex("""cwlVersion["']?\s*:\s*["']?(?<version>[\w.+-]+)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex CwlVersion();

    [GeneratedRegex("""^\s*version\s+(?<version>[\w.-]+)\s*$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, PatternTimeout)]
    private static partial Regex WdlVersion();

    [GeneratedRegex("""(?<![\w$])["']?(run|\$import|\$include|\$mixin)["']?[ \t]*:[ \t]*("(?<file>[^"\n]+)"|'(?<file>[^'\n]+)'|(?<file>[^"'\s,{}\[\]|>&]+))""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex CwlImport();

    [GeneratedRegex("""(?<![\w$])["']?(location|path)["']?[ \t]*:[ \t]*("(?<file>[^"\n]+)"|'(?<file>[^'\n]+)'|(?<file>[^"'\s,{}\[\]|>&]+))""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex CwlFile();

    [GeneratedRegex("^[ \t]*import[ \t]+[\"'](?<file>[^\"']+)[\"']", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, PatternTimeout)]
    private static partial Regex WdlImport();

    [GeneratedRegex("^[ \t]*(include|snakefile)[ \t]*:\\s*[\"'](?<file>[^\"']+)[\"']", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, PatternTimeout)]
    private static partial Regex SnakemakeInclude();

    [GeneratedRegex("^[ \t]*(configfile|script|notebook|conda|report|pepfile)[ \t]*:\\s*[\"'](?<file>[^\"']+)[\"']", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, PatternTimeout)]
    private static partial Regex SnakemakeFile();

    [GeneratedRegex("""include\s*\{[^}]*\}\s*from\s*["'](?<file>\.[^"']+)["']""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex NextflowInclude();
}
