using System.Text.RegularExpressions;

namespace SageTasks.Conventions.Tests.Packages;

/// <summary>One C# file: as written, without its comments, and without its comments and the text of its strings.</summary>
internal sealed partial class SourceFile
{
    private SourceFile(string path, string text)
    {
        Path = Repository.Relative(path);
        Text = text;
        WithoutComments = SourceText.Blank(text, blankStrings: false);
        CodeOnly = SourceText.Blank(text, blankStrings: true);
    }

    public string Path { get; }

    public string Text { get; }

    public string WithoutComments { get; }

    public string CodeOnly { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public int Lines => Text.AsSpan().Count('\n') + (Text.EndsWith('\n') ? 0 : 1);

    /// <summary>The names of the public types that the file declares at its top level.</summary>
    public IReadOnlyList<string> PublicTypes =>
        [.. PublicTypeDeclaration().Matches(CodeOnly).Select(match => match.Groups["name"].Value)];

    public static SourceFile Read(string path) => new(path, File.ReadAllText(path));

    public static SourceFile Parse(string path, string text) => new(System.IO.Path.Combine(Repository.Root, path), text);

    /// <summary>Where a pattern matches, as <c>path:line: the line</c>, looking only at what <paramref name="view"/> leaves of the file.</summary>
    public IEnumerable<string> Find(Regex pattern, Func<SourceFile, string> view)
    {
        var text = view(this);
        foreach (Match match in pattern.Matches(text))
        {
            var line = text.AsSpan(0, match.Index).Count('\n');
            yield return $"{Path}:{line + 1}: {Text.Split('\n')[line].Trim()}";
        }
    }

    public override string ToString() => Path;

    // Declarations at column 0 are the top level: the formatting check keeps file-scoped namespaces and indentation.
    [GeneratedRegex(@"^public\s[^=(;{]*?\b(?:class|struct|interface|enum|record(?!\s+(?:class|struct))|delegate\s+[^=(;{]+?)\s+(?<name>[A-Za-z_]\w*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex PublicTypeDeclaration();
}
