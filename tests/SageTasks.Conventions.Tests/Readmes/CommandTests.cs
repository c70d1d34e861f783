using System.Text.RegularExpressions;
using SageTasks.Conventions.Tests.Packages;

namespace SageTasks.Conventions.Tests.Readmes;

/// <summary>A reader who copies a command from a page knows whether anything ever ran it.</summary>
public sealed partial class CommandTests
{
    [Fact]
    public void Every_command_is_run_in_CI_or_says_that_it_is_not()
    {
        var findings = new Findings();
        foreach (var page in Readme.All())
        {
            foreach (var block in CommandBlock.In(page.Path, page.Text))
            {
                findings.Check(block.Complaints(FollowerOf(page)));
            }
        }

        findings.AssertNone("Below each block of commands stands what runs it, or that nothing does.", seenAtLeast: 15);
    }

    [Fact]
    public void Every_sample_that_a_page_starts_in_passing_is_started_in_CI_with_the_same_options()
    {
        var scripts = Directory.GetFiles(Path.Combine(Repository.Root, ".ci")).Select(File.ReadAllText).ToList();
        var findings = new Findings();
        foreach (var page in Readme.All())
        {
            foreach (Match match in SampleCommand().Matches(page.Text))
            {
                var (name, options) = (match.Groups["sample"].Value, match.Groups["option"].Captures.Select(option => option.Value));
                findings.Check(
                    scripts.Exists(script => script.Contains($"{name}/release/{name}", StringComparison.Ordinal) && options.All(option => script.Contains(option, StringComparison.Ordinal))),
                    () => $"{page.Path}: {match.Value} is in no script of .ci with all of its options");
            }
        }

        findings.AssertNone("A sample's command in a sentence is run in CI.", seenAtLeast: 3);
    }

    [Theory]
    [InlineData("```sh\ndotnet test X.sln\n```\n*Not run: there is no X.*\n")]
    [InlineData("```bash\nls\n```\n\n*Checked for syntax. Not run yet.*\n")]
    [InlineData("```sh\ndotnet test SageTasks.sln -c Release\n```\n*Run in CI* (`.ci/run`).\n")]
    [InlineData("```\nno command\n```\n")]
    [InlineData("```csharp\ndotnet is not a command here\n```\n")]
    public void A_mark_is_enough(string page) => Assert.Empty(Complaints(page));

    [Theory]
    [InlineData("```sh\nls\n```\n", "x.md:2: nobody knows")]
    [InlineData("Text\n\n```sh\nls\n```\nMore text.\n", "x.md:4: nobody knows")]
    [InlineData("```\nsagetasks ls\n```\n*Not run: it is an example.*\n", "x.md:2: the block of commands has no language")]
    [InlineData("```sh\ndotnet run --project samples/RoundTrip -- --unheard-of\n```\n*Run in CI* (`.ci/round-trip`).\n", "x.md:2: .ci/round-trip should run these commands, but nothing there has --unheard-of")]
    [InlineData("```sh\nls --nowhere\n```\n*Run in CI* to the letter (`.ci/orchestrators`).\n", "x.md:2: .ci/orchestrators should run these commands, but nothing there has --nowhere")]
    [InlineData("```sh\ndotnet test SageTasks.sln\n```\n*Run in CI* (`.ci/absent`).\n", "x.md:2: .ci/absent should run these commands, but nothing there has SageTasks.sln")]
    public void A_block_without_a_true_mark_is_found(string page, string expected) =>
        Assert.StartsWith(expected, string.Join('\n', Complaints(page)), StringComparison.Ordinal);

    private static IEnumerable<string> Complaints(string page) => CommandBlock.In("x.md", page).SelectMany(block => block.Complaints(null));

    /// <summary>The script that executes every block of a page in order: the page names it, and it names the page.</summary>
    private static string? FollowerOf(Readme page) =>
        Follower().Match(page.Text) is { Success: true } match && File.ReadAllText(Path.Combine(Repository.Root, match.Groups["path"].Value)).Contains(page.Path, StringComparison.Ordinal)
            ? match.Groups["path"].Value
            : null;

    [GeneratedRegex(@"CI follows this page\s+to the letter \(`(?<path>[^`]+)`\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Follower();

    [GeneratedRegex(@"`dotnet run --project samples/(?<sample>\w+)([^`]*?(?<option>--[a-z][a-z0-9-]+))*[^`]*`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SampleCommand();
}
