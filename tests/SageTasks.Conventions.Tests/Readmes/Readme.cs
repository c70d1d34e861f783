using System.Text.RegularExpressions;
using SageTasks.Conventions.Tests.Packages;

namespace SageTasks.Conventions.Tests.Readmes;

/// <summary>A README: its examples in C# and its links.</summary>
internal sealed partial class Readme
{
    private readonly string _folder;

    private Readme(string file)
    {
        _folder = System.IO.Path.GetDirectoryName(file)!;
        Path = Repository.Relative(file);
        Text = File.ReadAllText(file).ReplaceLineEndings("\n");
    }

    public string Path { get; }

    public string Text { get; }

    /// <summary>The page's examples. One goes on where those before it left off, so it has their usings and types too; what it takes as given
    /// stands in a comment right before it: <c>&lt;!-- given: SampleSheet sheet; string path --&gt;</c>.</summary>
    public IReadOnlyList<Example> Examples
    {
        get
        {
            var usings = new HashSet<string>(StringComparer.Ordinal);
            var examples = new List<Example>();
            foreach (Match match in CodeBlock().Matches(Text))
            {
                var code = match.Groups["code"];
                examples.Add(new Example(Path, Text.AsSpan(0, code.Index).Count('\n') + 1, code.Value)
                {
                    Usings = [.. usings],
                    Before = [.. examples.Select(example => example.Code)],
                    Given = match.Groups["given"].Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                });
                usings.UnionWith(Using().Matches(code.Value).Select(directive => directive.Value));
            }

            return examples;
        }
    }

    public IReadOnlyList<Link> Links =>
        [.. RelativeLink().Matches(Text).Select(match => new Link(match.Value, System.IO.Path.Combine(_folder, match.Groups["path"].Value)))];

    public static Readme In(string folder) => new(System.IO.Path.Combine(folder, "README.md"));

    /// <summary>The pages of the <c>docs</c> folder.</summary>
    public static IEnumerable<Readme> Docs() => Directory.GetFiles(System.IO.Path.Combine(Repository.Root, "docs"), "*.md").Order(StringComparer.Ordinal).Select(file => new Readme(file));

    /// <summary>Every page that users read: the project's, those of packages and samples, and the docs.</summary>
    public static IEnumerable<Readme> All() =>
        Package.All.Select(package => package.Folder).Append(Repository.Root).Concat(Directory.GetDirectories(System.IO.Path.Combine(Repository.Root, "samples")))
            .Where(folder => File.Exists(System.IO.Path.Combine(folder, "README.md"))).Select(In).Concat(Docs());

    [GeneratedRegex("^using [A-Z][A-Za-z.]*;", RegexOptions.Multiline, 1000)]
    private static partial Regex Using();

    [GeneratedRegex("(^<!-- given: (?<given>[^\n]*) -->\n)?^```(csharp|cs)\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\]\((?!https?://|mailto:|#)(?<path>[^)#\s]+)(#[^)]*)?\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RelativeLink();
}
