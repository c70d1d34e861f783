using System.Text.RegularExpressions;
using SageTasks.Conventions.Tests.Packages;

namespace SageTasks.Conventions.Tests.Readmes;

/// <summary>Commands in a page, the line that they begin in, and the line below them, which says whether something runs them.</summary>
internal sealed partial record CommandBlock(string Path, int Line, string Language, string Text, string Mark)
{
    // CI starts the program that is built already.
    private IEnumerable<string> Options => Option().Matches(Text.Replace("dotnet run --project ", "", StringComparison.Ordinal)).Select(option => option.Value).Distinct(StringComparer.Ordinal);

    /// <summary>The commands of a page: its blocks of shell, and blocks without a language that are commands by their looks.</summary>
    public static IEnumerable<CommandBlock> In(string path, string page) =>
        Block().Matches(page)
            .Select(match => new CommandBlock(
                path, page.AsSpan(0, match.Index).Count('\n') + 2, match.Groups["language"].Value, match.Groups["text"].Value, match.Groups["mark"].Value))
            .Where(block => block.Language is "sh" or "bash" || (block.Language.Length == 0 && Command().IsMatch(block.Text)));

    /// <summary>What keeps a reader from knowing whether the commands work.</summary>
    /// <param name="scriptOfPage">The script that follows the whole page, where there is one.</param>
    public IEnumerable<string> Complaints(string? scriptOfPage)
    {
        if (Language.Length == 0)
        {
            yield return Complaint("the block of commands has no language; write ```sh");
        }

        if (Mark.Contains("ot run", StringComparison.Ordinal) || (scriptOfPage is not null && Language == "sh"))
        {
            yield break;
        }

        var scripts = Mark.StartsWith("*Run in CI*", StringComparison.Ordinal) ? Script().Matches(Mark).Select(script => script.Groups["path"].Value).ToList() : [];
        if (scripts.Count == 0)
        {
            yield return Complaint("nobody knows whether these commands run; write below the block *Run in CI* (`.ci/…`), or *Not run: why*");
            yield break;
        }

        var texts = scripts.Select(script => Read(script)).ToList();
        if (Mark.Contains("to the letter", StringComparison.Ordinal) && texts.TrueForAll(text => text.Contains(Path, StringComparison.Ordinal)))
        {
            yield break; // the script reads the block from the page
        }

        foreach (var missing in Options.Where(option => !texts.Exists(text => text.Contains(option, StringComparison.Ordinal))))
        {
            yield return Complaint($"{string.Join(" and ", scripts)} should run these commands, but nothing there has {missing}");
        }
    }

    private static string Read(string script)
    {
        var file = System.IO.Path.Combine(Repository.Root, script);
        return File.Exists(file) ? File.ReadAllText(file) : "";
    }

    private string Complaint(string text) => $"{Path}:{Line}: {text}";

    [GeneratedRegex("^```(?<language>[a-z]*)\n(?<text>.*?)^```$(?=\n{1,2}(?<mark>[^\n]*))", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex("^(dotnet|sagetasks|bash|npm) ", RegexOptions.Multiline, 1000)]
    private static partial Regex Command();

    // An option, or the project or program that is run: what a command cannot be without.
    [GeneratedRegex(@"(?<=\s)--[a-z][a-z-]+|(?<=samples/)\w+|\w+\.(cs|sln)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Option();

    [GeneratedRegex("`(?<path>(\\.ci|tests)/[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Script();
}
